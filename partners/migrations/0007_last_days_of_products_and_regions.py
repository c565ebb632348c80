from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import migrations, models


def closed_lines_ended(apps: Any, _schema_editor: Any) -> None:
    """A line that could not be registered ended yesterday.

    One that only headed lines which could be registered keeps no last day, since that would close them too.
    """
    lines = apps.get_model("partners", "ProductLine").objects
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    offered = list(lines.filter(active=True).values_list("code", flat=True))
    for line in lines.filter(active=False):
        if not any(code.startswith(f"{line.code}.") for code in offered):
            line.ends_on = yesterday
            line.save(update_fields=["ends_on"])


def ended_lines_closed(apps: Any, _schema_editor: Any) -> None:
    lines = apps.get_model("partners", "ProductLine").objects
    for code in lines.filter(ends_on__lt=datetime.now(UTC).date()).values_list("code", flat=True):
        lines.filter(models.Q(code=code) | models.Q(code__startswith=f"{code}.")).update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0006_working_days_of_a_hearing"),
    ]

    operations = [
        migrations.AddField(
            model_name="productline",
            name="ends_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="region",
            name="ends_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="last day"),
        ),
        migrations.RunPython(closed_lines_ended, ended_lines_closed),
        migrations.RemoveField(model_name="productline", name="active"),
    ]
