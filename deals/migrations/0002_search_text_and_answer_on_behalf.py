from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0001_registrations")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="behalf_answered_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False),
        ),
    ]
