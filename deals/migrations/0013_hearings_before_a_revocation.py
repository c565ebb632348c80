import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0012_working_time_of_decisions"),
        ("partners", "0006_working_days_of_a_hearing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codes", models.JSONField(default=list)),
                ("words", models.TextField(max_length=2000, verbose_name="what is in doubt, and why")),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField(verbose_name="reply until")),
                ("reply", models.TextField(blank=True, max_length=4000, verbose_name="reply")),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("revoked", "Revoked"),
                            ("dropped", "Ended without a revocation"),
                            ("ended", "The registration ended otherwise"),
                        ],
                        max_length=8,
                    ),
                ),
                ("closing_words", models.TextField(blank=True, max_length=2000)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="hearing_nudge_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="hearing_replied_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="hearing_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="reply to the hearing until"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("hearing_until__isnull", False), ("status", "approved")),
                fields=["hearing_nudge_at"],
                name="in_hearing",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "approved"), ("hearing_until__isnull", True), _connector="OR"),
                name="only_what_is_in_force_is_in_hearing",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hearings", to="deals.registration"
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="replied_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("registration",),
                name="one_open_hearing",
            ),
        ),
    ]
