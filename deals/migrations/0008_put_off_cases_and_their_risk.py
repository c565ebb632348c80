from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0007_views_exports_feeds_and_hidden_deals")]

    operations = [
        migrations.AddField(
            "registration", "risk", models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField("registration", "risk_signs", models.JSONField(default=list, editable=False)),
        migrations.AddField(
            "registration",
            "snooze_reason",
            models.CharField(blank=True, default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.AddField("registration", "snoozed_until", models.DateTimeField(editable=False, null=True)),
    ]
