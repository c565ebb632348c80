import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0007_last_days_of_products_and_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="TreeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("end-announced", "Last day announced"),
                            ("end-lifted", "Last day lifted"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("ends_on", models.DateField(null=True, verbose_name="last day")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "product_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="partners.productline",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="partners.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a tree",
                "verbose_name_plural": "changes of a tree",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("region__isnull", True), ("product_line__isnull", True), _connector="XOR"
                        ),
                        name="a_change_of_a_tree_is_of_one_node",
                    )
                ],
            },
        ),
    ]
