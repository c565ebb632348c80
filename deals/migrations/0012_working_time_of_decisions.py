from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0011_rehearsals_of_policies")]

    operations = [
        migrations.AddField("decision", "worked_seconds", models.PositiveIntegerField(null=True)),
    ]
