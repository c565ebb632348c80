"""Extensions: how many are asked for, and what is answered."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from deals.models import Extension
from deals.reports.asked import Asked
from deals.reports.shape import Chart, Report, Table

TITLE = _("Extensions")
UNIT = _("requests")
DEFINITION = _(
    "Requests for more time, by the month in which they were asked and by what was answered since. The extension that "
    "a reinstatement takes counts as granted."
)
ANSWERS = {
    "granted": (_("Granted"), Q(granted=True)),
    "refused": (_("Refused"), Q(granted=False)),
    "waiting": (_("Not answered yet"), Q(granted=None)),
}


def report(asked: Asked) -> Report:
    rows = asked.of(Extension.objects.all(), "asked_at").values("month")
    counts = rows.annotate(
        **{f"n_{name}": Count("pk", filter=which) for name, (_label, which) in ANSWERS.items()}
    )
    return told(asked, {row["month"].date(): [row[f"n_{name}"] for name in ANSWERS] for row in counts})


def told(asked: Asked, found: dict[date, list[int]]) -> Report:
    """`found`: month -> requests by answer, in the order of `ANSWERS`."""
    none = [0] * len(ANSWERS)
    columns = [[found.get(month, none)[number] for month in asked.months] for number in range(len(ANSWERS))]
    totals = [sum(found.get(month, none)) for month in asked.months]
    figures = {
        f"{month:%Y-%m} {name}": count
        for month, counts in found.items()
        for name, count in zip(ANSWERS, counts, strict=True)
        if count
    }
    labels = [label for label, _which in ANSWERS.values()]
    rows = list(zip(asked.months, totals, *columns, strict=True))
    headings = (_("Month"), _("Asked"), *labels)
    return Report(
        Chart(asked.months, list(zip(labels, columns, strict=True))),
        (Table(_("By month"), headings, rows),),
        figures,
    )
