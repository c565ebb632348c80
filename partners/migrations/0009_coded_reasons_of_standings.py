from typing import Any

from django.db import migrations, models

ACT_OF = {"applied": "apply", "refused": "refuse", "suspended": "suspend", "ended": "end"}


def acts_read_off(apps: Any, _schema_editor: Any) -> None:
    """The act that led to each standing: what made a company active is told by the standing before it."""
    before: dict[int, str] = {}
    from_status = {"suspended": "resume", "active": "move"}
    for standing in apps.get_model("partners", "Standing").objects.order_by("pk"):
        last = before.get(standing.partner_id, "")
        standing.act = ACT_OF.get(standing.status) or from_status.get(last, "accept")
        standing.save(update_fields=["act"])
        before[standing.partner_id] = standing.status


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0008_changes_of_the_trees"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="act",
            field=models.CharField(
                choices=[
                    ("apply", "Applied"),
                    ("accept", "Accepted"),
                    ("refuse", "Refused"),
                    ("suspend", "Suspended"),
                    ("resume", "Reinstated"),
                    ("end", "Ended"),
                    ("move", "Moved to another tier"),
                ],
                default="apply",
                max_length=20,
                verbose_name="act",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="standing",
            name="codes",
            field=models.JSONField(default=list, verbose_name="reasons"),
        ),
        migrations.AlterField(
            model_name="standing",
            name="reason",
            field=models.TextField(blank=True, verbose_name="added words"),
        ),
        migrations.RunPython(acts_read_off, migrations.RunPython.noop),
    ]
