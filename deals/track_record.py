"""What a partner has done so far, read in one query: for the caps of its tier, for the desk, and for the hints."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Min, Q

from deals import clocks
from deals.models import Registration
from deals.states import ACCEPTED, OPEN, Status
from partners.working_time import start_of_day

ENOUGH = 5


@dataclass(frozen=True)
class TrackRecord:
    """`open_before` and `submitted_today` count the others that came before this one, up to its own day.

    `budgets` are the smallest and the largest of the others in the same currency, None below five of them.
    """

    by_status: dict[str, int]
    open_before: int
    submitted_today: int
    budgets: tuple[Decimal, Decimal] | None

    @property
    def open(self) -> int:
        return sum(self.by_status[status] for status in OPEN)

    @property
    def accepted(self) -> int:
        """How many were ever approved, whatever became of them."""
        return sum(self.by_status[status] for status in ACCEPTED)

    @property
    def approval_rate(self) -> int | None:
        """Approvals in a hundred decisions; None before the first decision."""
        decided = self.accepted + self.by_status[Status.REJECTED]
        return round(100 * self.accepted / decided) if decided else None

    @property
    def lapses(self) -> int:
        return self.by_status[Status.LAPSED] + self.by_status[Status.EXPIRED]


def track_record(row: Registration, at: datetime) -> TrackRecord:
    """The record of the partner of a registration; a draft is looked at as if it were submitted at `at`."""
    zone, until = row.partner.zone, row.submitted_at or at
    day = clocks.local_day(until, zone)
    others = ~Q(pk=row.pk)
    # Of the others only those before this one: a later submission must not make an earlier case fail its caps.
    before = others & Q(submitted_at__lte=until)
    today = Q(submitted_at__gt=start_of_day(day, zone), submitted_at__lte=clocks.end_of_day(day, zone))
    alike = others & Q(currency=row.currency)
    found = Registration.objects.filter(partner=row.partner, submitted_at__isnull=False).aggregate(
        **{f"s_{status}": Count("pk", filter=Q(status=status)) for status in Status},
        open_before=Count("pk", filter=before & Q(status__in=OPEN)),
        submitted_today=Count("pk", filter=before & today),
        budgets=Count("budget", filter=alike),
        smallest=Min("budget", filter=alike),
        largest=Max("budget", filter=alike),
    )
    return TrackRecord(
        by_status={status.value: found[f"s_{status}"] for status in Status},
        open_before=found["open_before"],
        submitted_today=found["submitted_today"],
        budgets=(found["smallest"], found["largest"]) if found["budgets"] >= ENOUGH else None,
    )
