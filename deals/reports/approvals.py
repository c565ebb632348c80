"""Approvals and lapses by month, region and tier, and the budgets approved in each currency."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Sum
from django.db.models.functions import Cast, Round
from django.utils.translation import gettext_lazy as _

from deals.models import Decision, Event
from deals.reports.asked import Asked
from deals.reports.shape import Cell, Chart, Report, Table
from partners.tiers import Tier

TITLE = _("Approvals and lapses")
UNIT = _("registrations")
DEFINITION = _(
    "Registrations approved in the month, and registrations that lapsed in it: they ended because no counting update "
    "came in time, on the day their deadline passed. Region is that of the place of installation, tier that of the "
    "partner today. Budgets are those the approved registrations state now, each currency by itself."
)
APPROVED, LAPSED = _("Approved"), _("Lapsed")
Key = tuple[date, str, str]


def report(asked: Asked) -> Report:
    approvals = asked.of(Decision.objects.filter(act=Decision.Act.APPROVE))
    lapses = asked.of(Event.objects.filter(kind="lapsed"))
    # Whole cents add up exactly on both engines.
    cents = Cast(Round(F("registration__budget") * 100), BigIntegerField())
    budgets = approvals.filter(registration__budget__isnull=False).values("registration__currency")
    sums = budgets.annotate(cases=Count("pk"), cents=Sum(cents)).order_by("registration__currency")
    return told(
        asked,
        _counted(approvals),
        _counted(lapses),
        [
            (currency, cases, Decimal(whole).scaleb(-2))
            for currency, cases, whole in sums.values_list("registration__currency", "cases", "cents")
        ],
    )


def _counted(rows: Any) -> dict[Key, int]:
    by = ("month", "registration__region__name", "registration__partner__tier")
    counted = rows.values(*by).annotate(n=Count("pk")).values_list(*by, "n")
    return {(month.date(), region or "", tier): n for month, region, tier, n in counted}


def told(
    asked: Asked,
    approved: dict[Key, int],
    lapsed: dict[Key, int],
    budgets: list[tuple[str, int, Decimal]],
) -> Report:
    """`budgets`: currency, how many registrations, and their sum to the cent."""
    by_month: dict[str, Counter[date]] = defaultdict(Counter)
    for name, found in (("approved", approved), ("lapsed", lapsed)):
        for (month, _region, _tier), count in found.items():
            by_month[name][month] += count
    figures: dict[str, Cell] = {
        f"{month:%Y-%m} {name}": count for name, months in by_month.items() for month, count in months.items()
    }
    figures |= {f"budget {currency}": total for currency, _cases, total in budgets}
    both = [[by_month[name][month] for month in asked.months] for name in ("approved", "lapsed")]
    details = [
        (month, region, str(Tier(tier).label), approved.get(key, 0), lapsed.get(key, 0))
        for key in sorted(approved.keys() | lapsed.keys())
        for month, region, tier in [key]
    ]
    named = (_("Month"), _("Region"), _("Tier"), APPROVED, LAPSED)
    return Report(
        Chart(asked.months, ((APPROVED, both[0]), (LAPSED, both[1]))),
        (
            Table(_("By month"), (_("Month"), APPROVED, LAPSED), list(zip(asked.months, *both, strict=True))),
            Table(_("By month, region and tier"), named, details, heads=3),
            Table(
                _("Budgets approved, by currency"),
                (_("Currency"), _("Registrations"), _("Budget")),
                budgets,
            ),
        ),
        figures,
    )
