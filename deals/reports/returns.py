"""How often a case goes back to the partner before it is decided."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from deals.models import Decision
from deals.reports.asked import Asked
from deals.reports.shape import PARTS, Cell, Chart, Report, Table, rounded, share
from deals.reports.time_to_decide import FINAL

TITLE = _("Returns per case")
UNIT = _("share of the cases decided, in per cent")
DEFINITION = _(
    "Cases decided for the first time in the month, approved or refused, by how many times each had been returned to "
    "the partner before. A decision on appeal is no new case."
)
BINS = (_("Never"), _("Once"), _("Twice"), _("Three times or more"))


def report(asked: Asked) -> Report:
    before = Decision.objects.filter(registration=OuterRef("registration"), pk__lt=OuterRef("pk")).order_by()
    returns = before.filter(act=Decision.Act.RETURN).values("registration").annotate(n=Count("pk"))
    first = Decision.objects.filter(~Exists(before.filter(act__in=FINAL)), act__in=FINAL)
    rows = asked.of(first).annotate(times=Coalesce(Subquery(returns.values("n")), 0))
    grouped = rows.values("month", "times").annotate(cases=Count("pk"))
    found: dict[date, Counter[int]] = defaultdict(Counter)
    for month, times, cases in grouped.values_list("month", "times", "cases"):
        found[month.date()][times] += cases
    return told(asked, found)


def told(asked: Asked, found: dict[date, Counter[int]]) -> Report:
    """`found`: how many cases were returned so many times, by month."""
    figures: dict[str, Cell] = {}
    rows, shares = [], []
    for month in asked.months:
        times = found.get(month, Counter())
        cases, returned = times.total(), sum(n * count for n, count in times.items())
        bins = [times[0], times[1], times[2], sum(count for n, count in times.items() if n > 2)]
        mean = rounded(Decimal(returned) / cases) if cases >= asked.least else None
        rows.append((month, cases, *bins, returned, mean))
        shares.append([share(count, cases, asked.least) for count in bins])
        if cases:
            figures |= {f"{month:%Y-%m} cases": cases, f"{month:%Y-%m} returns": returned}
    headings = (_("Month"), _("Cases decided"), *BINS, _("Returns"), _("Returns per case"))
    series = [(label, [each[number] for each in shares]) for number, label in enumerate(BINS)]
    return Report(Chart(asked.months, series, PARTS), (Table(_("By month"), headings, rows),), figures)
