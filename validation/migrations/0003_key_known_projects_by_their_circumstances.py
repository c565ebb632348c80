import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0002_search_index"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="knownreading",
            name="phase",
        ),
        migrations.RemoveField(
            model_name="knownreading",
            name="sites",
        ),
        migrations.RemoveField(
            model_name="knownreading",
            name="year",
        ),
        migrations.AlterField(
            model_name="namekey",
            name="name",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="keys",
                to="validation.knownname",
            ),
        ),
        migrations.CreateModel(
            name="ContextKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "reading_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                (
                    "reading",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="validation.knownreading",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of a known project",
                "verbose_name_plural": "keys of known projects",
            },
        ),
    ]
