"""How often the decision promise is kept."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from deals.models import Decision
from deals.reports.asked import Asked
from deals.reports.shape import PARTS, Cell, Chart, Report, Table, share
from deals.reports.time_to_decide import FINAL

TITLE = _("Promise kept")
UNIT = _("share of the decisions, in per cent")
DEFINITION = _(
    "Approvals and refusals of the month by how much of the promised working time they took. The promise is the "
    "number of working days in the policy version that the registration pinned, of 24 working hours each; time in "
    "which the case was returned to the partner is left out."
)
BINS = (_("Within the promise"), _("Up to twice as long"), _("Longer"))
Counts = tuple[int, int, int]


def report(asked: Asked) -> Report:
    decided = asked.of(Decision.objects.filter(act__in=FINAL, worked_seconds__isnull=False))
    promised = F("policy__decision_working_days") * 24 * 3600
    counts = {
        "decisions": Count("pk"),
        "kept": Count("pk", filter=Q(worked_seconds__lte=promised)),
        "double": Count("pk", filter=Q(worked_seconds__lte=promised * 2)),
    }
    region = "registration__region__name"
    grouped = decided.values("month", region).annotate(**counts)
    rows = grouped.values_list("month", region, *counts)
    return told(
        asked, {(month.date(), name or ""): (n, kept, double) for month, name, n, kept, double in rows}
    )


def told(asked: Asked, found: dict[tuple[date, str], Counts]) -> Report:
    """`found`: month and region -> decisions, those within the promise, those within twice the promise."""
    whole: dict[date, Counts] = {}
    for (month, _region), each in found.items():
        one, two, three = whole.get(month, (0, 0, 0))
        whole[month] = (one + each[0], two + each[1], three + each[2])
    of = [_row((month,), whole.get(month, (0, 0, 0)), asked.least) for month in asked.months]
    by_region = [_row(key, found[key], asked.least) for key in sorted(found)]
    headings = (
        _("Decisions"),
        *BINS,
        _("Within the promise, per cent"),
        _("Within twice the promise, per cent"),
    )
    figures: dict[str, Cell] = {}
    for month, (n, kept, double) in whole.items():
        figures |= {
            f"{month:%Y-%m} decisions": n,
            f"{month:%Y-%m} kept": kept,
            f"{month:%Y-%m} double": double,
        }
    parts = [[share(part, row[1], asked.least) for part in (row[2], row[3], row[4])] for row in of]
    series = [(label, [each[number] for each in parts]) for number, label in enumerate(BINS)]
    return Report(
        Chart(asked.months, series, PARTS),
        (
            Table(_("By month"), (_("Month"), *headings), of),
            Table(_("By month and region"), (_("Month"), _("Region"), *headings), by_region, heads=2),
        ),
        figures,
    )


def _row(key: tuple[Any, ...], counts: Counts, least: int) -> tuple[Any, ...]:
    n, kept, double = counts
    return (*key, n, kept, double - kept, n - double, share(kept, n, least), share(double, n, least))
