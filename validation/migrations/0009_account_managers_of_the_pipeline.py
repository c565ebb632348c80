from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0008_claims_by_their_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="knownopportunity",
            name="account_manager",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Who owns the record at its source; told to coordinators and auditors alone.",
                max_length=121,
                verbose_name="account manager",
            ),
        ),
    ]
