from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0009_coded_reasons_of_standings"),
    ]

    operations = [
        migrations.AddField(
            model_name="treeevent",
            name="other_code",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="in place of, or replaced by"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="treeevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("end-announced", "Last day announced"),
                    ("end-lifted", "Last day lifted"),
                    ("opened-anew", "Opened anew"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
    ]
