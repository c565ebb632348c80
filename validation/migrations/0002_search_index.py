import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("validation", "0001_known_opportunities")]

    operations = [
        migrations.CreateModel(
            name="KnownName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("spelling", models.CharField(max_length=300, verbose_name="spelling")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("customer", models.BigIntegerField(db_index=True, verbose_name="customer")),
            ],
            options={
                "verbose_name": "known customer name",
                "verbose_name_plural": "known customer names",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("spelling", "country"), name="one_row_per_spelling_and_country"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommonKey",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("names", models.PositiveIntegerField(verbose_name="names")),
            ],
            options={"verbose_name": "common key", "verbose_name_plural": "common keys"},
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "name_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="validation.knownname",
                    ),
                ),
            ],
            options={"verbose_name": "key of a known name", "verbose_name_plural": "keys of known names"},
        ),
        migrations.CreateModel(
            name="KnownReading",
            fields=[
                (
                    "known",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="validation.knownopportunity",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="validation.knownname",
                    ),
                ),
                (
                    "alias",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alias_readings",
                        to="validation.knownname",
                    ),
                ),
                ("customer", models.BigIntegerField(verbose_name="customer")),
                ("domain", models.CharField(blank=True, max_length=253, verbose_name="web domain")),
                (
                    "tax_number",
                    models.CharField(blank=True, max_length=60, verbose_name="tax or register number"),
                ),
                ("solution", models.CharField(blank=True, max_length=60, verbose_name="solution")),
                ("phase", models.CharField(blank=True, max_length=4, verbose_name="phase")),
                ("sites", models.CharField(blank=True, max_length=120, verbose_name="sites")),
                ("year", models.PositiveSmallIntegerField(default=0, verbose_name="year")),
            ],
            options={
                "verbose_name": "reading of a known opportunity",
                "verbose_name_plural": "readings of known opportunities",
                "indexes": [
                    models.Index(fields=["customer", "solution"], name="reading_by_customer"),
                    models.Index(
                        fields=["domain"],
                        condition=models.Q(("domain", ""), _negated=True),
                        name="reading_by_domain",
                    ),
                    models.Index(
                        fields=["tax_number"],
                        condition=models.Q(("tax_number", ""), _negated=True),
                        name="reading_by_tax_number",
                    ),
                ],
            },
        ),
    ]
