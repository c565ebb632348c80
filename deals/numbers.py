"""A company's own numbers by quarter, each counted by the database over what the company may see, and nothing else.

A quarter begins and ends in the company's own zone. What a number means stands in `DEFINITIONS`, beside it on the page.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncQuarter
from django.utils.translation import gettext_lazy as _

from deals.models import Appeal, Decision, Event, Submission, Update
from deals.querysets import RegistrationQuerySet
from deals.states import OPEN
from partners.working_time import start_of_day

QUARTERS = 5
NEAR = timedelta(days=3)
DEFINITIONS = (
    (_("Submitted"), _("Registrations first submitted in the quarter.")),
    (_("Approved, not accepted"), _("Decisions taken in the quarter. An appeal that is decided counts again.")),
    (_("Approval rate"), _("Approvals as a share of all approvals and refusals of the quarter.")),
    (
        _("Median decision time"),
        _("Half of the decisions took no longer, in days from the last submission or appeal to the decision."),
    ),
    (_("Lapsed"), _("Registrations that ended in the quarter because no counting update came in time.")),
    (_("Near-lapses"), _("Counting updates that came in the last three days before the deadline.")),
    (
        _("Open at the end"),
        _("Submitted, returned or approved when the quarter ended; for the running quarter, now."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Quarter:
    """The numbers of one quarter; `rate` in per cent and `days` are None where nothing was decided."""

    starts_on: date
    submitted: int
    approved: int
    rejected: int
    days: float | None
    lapsed: int
    near_lapses: int
    open_at_end: int
    running: bool

    @property
    def name(self) -> str:
        return f"{self.starts_on.year} Q{(self.starts_on.month + 2) // 3}"

    @property
    def decided(self) -> int:
        return self.approved + self.rejected

    @property
    def rate(self) -> int | None:
        return round(100 * self.approved / self.decided) if self.decided else None


def by_quarter(seen: RegistrationQuerySet, zone: ZoneInfo, at: datetime) -> list[Quarter]:
    """The running quarter and those before it, the newest first. `seen` are the registrations that count."""
    starts = _starts(at.astimezone(zone).date())
    since = start_of_day(starts[-1], zone)
    rows = seen.order_by().values("pk")
    submitted = _counted(seen.filter(submitted_at__gte=since), "submitted_at", zone)
    acts = (Decision.Act.APPROVE, Decision.Act.REJECT)
    decisions = Decision.objects.filter(registration__in=rows, at__gte=since, act__in=acts)
    decided = _decided(decisions, zone)
    lapses = Event.objects.filter(registration__in=rows, at__gte=since, kind="lapsed")
    updates = Update.objects.filter(registration__in=rows, at__gte=since, counted=True)
    lapsed = _counted(lapses, "at", zone)
    near = _counted(updates.filter(due_before__lte=F("at") + NEAR), "at", zone)
    days = _days(decisions, zone)
    ends = [at, *(start_of_day(start, zone) for start in starts[:-1])]
    still_open = _open_at(seen, ends)
    return [
        Quarter(
            start, submitted[start], decided[start, acts[0]], decided[start, acts[1]], days.get(start),
            lapsed[start], near[start], still_open[number], running=number == 0,
        )
        for number, start in enumerate(starts)
    ]  # fmt: skip


def _starts(today: date) -> list[date]:
    year, quarter = today.year, (today.month - 1) // 3
    found = []
    for _number in range(QUARTERS):
        found.append(date(year, 3 * quarter + 1, 1))
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
    return found


def _counted(rows: Any, instant: str, zone: ZoneInfo) -> dict[date, int]:
    grouped = rows.order_by().annotate(quarter=TruncQuarter(instant, tzinfo=zone)).values("quarter")
    return defaultdict(int, {row["quarter"].date(): row["n"] for row in grouped.annotate(n=Count("pk"))})


def _decided(decisions: Any, zone: ZoneInfo) -> dict[tuple[date, str], int]:
    """How many of each act in each quarter."""
    grouped = decisions.order_by().annotate(quarter=TruncQuarter("at", tzinfo=zone)).values("quarter", "act")
    rows = grouped.annotate(n=Count("pk"))
    return defaultdict(int, {(row["quarter"].date(), row["act"]): row["n"] for row in rows})


def _days(decisions: Any, zone: ZoneInfo) -> dict[date, float]:
    """The median of each quarter, in days."""
    before = {"registration": OuterRef("registration"), "at__lte": OuterRef("at")}
    submitted = Subquery(Submission.objects.filter(**before).order_by("-at").values("at")[:1])
    appealed = Subquery(Appeal.objects.filter(**before).order_by("-at").values("at")[:1])
    asked = Greatest(submitted, Coalesce(appealed, submitted))
    took = ExpressionWrapper(F("at") - asked, output_field=DurationField())
    rows = decisions.order_by().annotate(quarter=TruncQuarter("at", tzinfo=zone), took=took)
    found: dict[date, list[float]] = defaultdict(list)
    for quarter, length in rows.exclude(took=None).values_list("quarter", "took"):
        found[quarter.date()].append(length / timedelta(days=1))
    return {quarter: round(median(lengths), 1) for quarter, lengths in found.items()}


def _open_at(seen: RegistrationQuerySet, instants: list[datetime]) -> list[int]:
    """How many were open at each instant, by the last event before it."""
    counts = {}
    for number, instant in enumerate(instants):
        last = Event.objects.filter(registration=OuterRef("pk"), at__lte=instant).order_by("-sequence")
        seen = seen.annotate(**{f"status_{number}": Subquery(last.values("status")[:1])})
        counts[f"open_{number}"] = Count("pk", filter=Q(**{f"status_{number}__in": OPEN}))
    found = seen.order_by().aggregate(**counts)
    return [found[f"open_{number}"] for number in range(len(instants))]
