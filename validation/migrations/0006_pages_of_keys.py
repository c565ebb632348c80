import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0005_salesforce_feed"),
    ]

    operations = [
        migrations.CreateModel(
            name="FiledKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "owner", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("owner", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "key filed by itself",
                "verbose_name_plural": "keys filed by themselves",
            },
        ),
        migrations.CreateModel(
            name="KeyPage",
            fields=[
                ("first", models.BigIntegerField(primary_key=True, serialize=False)),
                ("keys", models.BinaryField()),
                ("owners", models.BinaryField()),
            ],
            options={
                "verbose_name": "page of keys",
                "verbose_name_plural": "pages of keys",
            },
        ),
        migrations.AddField(
            model_name="knownname",
            name="reading",
            field=models.TextField(default="", editable=False, verbose_name="reading"),
        ),
        migrations.AddField(
            model_name="knownreading",
            name="place",
            field=models.CharField(blank=True, max_length=300, verbose_name="place"),
        ),
        migrations.AddField(
            model_name="knownreading",
            name="project",
            field=models.TextField(default="", editable=False, verbose_name="project"),
        ),
        migrations.AlterField(
            model_name="knownreading",
            name="alias",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alias_readings",
                to="validation.knownname",
            ),
        ),
        migrations.AlterField(
            model_name="knownreading",
            name="name",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="validation.knownname",
            ),
        ),
        migrations.DeleteModel(
            name="ContextKey",
        ),
        migrations.DeleteModel(
            name="NameKey",
        ),
        # What was read before has no keys any more: an empty index says that it must be rebuilt.
        migrations.RunSQL(
            [
                "DELETE FROM validation_knownreading",
                "DELETE FROM validation_knownname",
                "DELETE FROM validation_commonkey",
            ],
            migrations.RunSQL.noop,
        ),
    ]
