"""How long a decision takes, in working hours of the region's calendar."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from deals.models import Decision
from deals.reports.asked import Asked
from deals.reports.quantiles import Spread, spreads
from deals.reports.shape import Chart, Report, Table, hours

TITLE = _("Time to decide")
UNIT = _("working hours")
DEFINITION = _(
    "The working time, by the region’s calendar, from a submission or an appeal to its approval or refusal, counted in "
    "the month of the decision. Every working day counts from midnight to midnight. Time in which the case was "
    "returned to the partner is left out. Half of the decisions took no longer than the median, nine of ten no longer "
    "than the 90th percentile."
)
FINAL = (Decision.Act.APPROVE, Decision.Act.REJECT)
MEDIAN, NINETIETH = _("Median"), _("90th percentile")


def report(asked: Asked) -> Report:
    decided = asked.of(Decision.objects.filter(act__in=FINAL, worked_seconds__isnull=False))
    region = "registration__region__name"
    return told(
        asked,
        {month.date(): spread for (month,), spread in spreads(decided, "worked_seconds", ["month"]).items()},
        {
            (month.date(), name): spread
            for (month, name), spread in spreads(decided, "worked_seconds", ["month", region]).items()
        },
    )


def told(asked: Asked, whole: dict[date, Spread], regions: dict[tuple[date, str], Spread]) -> Report:
    headings = (_("Decisions"), _("Median, working hours"), _("90th percentile, working hours"))
    of = [(month, *_cells(whole.get(month), asked.least)) for month in asked.months]
    by_region = [(*key, *_cells(regions[key], asked.least)) for key in sorted(regions)]
    figures: dict[str, Any] = {}
    for month, spread in whole.items():
        figures |= {
            f"{month:%Y-%m} decisions": spread.cases,
            f"{month:%Y-%m} median": spread.median,
            f"{month:%Y-%m} ninetieth": spread.ninetieth,
        }
    return Report(
        Chart(asked.months, ((MEDIAN, [row[2] for row in of]), (NINETIETH, [row[3] for row in of]))),
        (
            Table(_("By month"), (_("Month"), *headings), of),
            Table(_("By month and region"), (_("Month"), _("Region"), *headings), by_region, heads=2),
        ),
        figures,
    )


def _cells(spread: Spread | None, least: int) -> tuple[Any, Any, Any]:
    if spread is None:
        return 0, None, None
    if spread.cases < least:
        return spread.cases, None, None
    return spread.cases, hours(spread.median), hours(spread.ninetieth)
