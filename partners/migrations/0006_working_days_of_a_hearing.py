import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_second_factor_for_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="hearing_working_days",
            field=models.PositiveSmallIntegerField(
                default=5,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="working days to reply before a revocation",
            ),
        ),
    ]
