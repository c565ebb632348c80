"""Cases whose search found a possible rival, and what became of them. For the vendor's eyes alone."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Case, CharField, Count, Exists, OuterRef, Value, When
from django.db.models.functions import Cast, TruncMonth
from django.utils.translation import gettext_lazy as _

from deals.models import Check, Decision
from deals.reports.asked import Asked
from deals.reports.shape import PARTS, Cell, Chart, Report, Table, share
from deals.states import ACCEPTED, Status

TITLE = _("Conflicts and their outcomes")
UNIT = _("share of the conflicts, in per cent")
DEFINITION = _(
    "Registrations for which the search after a submission found a pipeline record or another registration that may "
    "be the same opportunity, by the month of their first submission and by where they stand now. Approved counts also "
    "what ended after its approval; taken is a refusal because the opportunity was not available."
)
CODES, FOUND = ("pipeline", "single"), ("review", "fail")
TAKEN = '"not-available"'
OUTCOMES = {
    "approved": _("Approved"),
    "taken": _("Not accepted: taken"),
    "refused": _("Not accepted: other reason"),
    "withdrawn": _("Withdrawn or joined"),
    "open": _("Not decided yet"),
}


def report(asked: Asked) -> Report:
    seen_one = Check.objects.filter(
        registration=OuterRef("pk"), occasion="screen", code__in=CODES, outcome__in=FOUND
    )
    refusals = Decision.objects.annotate(listed=Cast("codes", CharField())).filter(
        registration=OuterRef("pk"), act=Decision.Act.REJECT, listed__contains=TAKEN
    )
    outcome = Case(
        When(status__in=ACCEPTED, then=Value("approved")),
        When(Exists(refusals), status=Status.REJECTED, then=Value("taken")),
        When(status=Status.REJECTED, then=Value("refused")),
        When(status=Status.WITHDRAWN, then=Value("withdrawn")),
        default=Value("open"),
    )
    rows = asked.seen.filter(Exists(seen_one), asked.within("submitted_at")).order_by()
    dated = rows.annotate(month=TruncMonth("submitted_at", tzinfo=asked.zone), outcome=outcome)
    counted = dated.values("month", "outcome").annotate(n=Count("pk"))
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for month, name, count in counted.values_list("month", "outcome", "n"):
        found[month.date()][name] = count
    return told(asked, found)


def told(asked: Asked, found: dict[date, Counter[str]]) -> Report:
    """`found`: how many came out how, by month."""
    of = [found.get(month, Counter[str]()) for month in asked.months]
    rows: list[tuple[Cell, ...]] = [
        (month, each.total(), *(each[name] for name in OUTCOMES))
        for month, each in zip(asked.months, of, strict=True)
    ]
    figures = {
        f"{month:%Y-%m} {name}": count
        for month, outcomes in found.items()
        for name, count in outcomes.items()
    }
    headings = (_("Month"), _("Conflicts"), *OUTCOMES.values())
    series = [(label, [share(each[name], each.total()) for each in of]) for name, label in OUTCOMES.items()]
    return Report(Chart(asked.months, series, PARTS), (Table(_("By month"), headings, rows),), figures)
