"""A company at one glance, in numbers: how its registrations ended, what it has open, what it was paid."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Sum

from deals.caps import Caps, caps, policy_of
from deals.models import Decision, Registration, RewardClaim, Suspicion
from deals.states import ACCEPTED, Status
from partners.models import Partner, Policy


@dataclass(frozen=True)
class CompanyNumbers:
    """`caps` is None where no policy covers the company's region; `paid` are sums by currency.

    `returns` counts decisions, so that a case returned twice counts twice; `suspicion` waits for a person to look.
    """

    by_status: dict[str, int]
    returns: int
    caps: Caps | None
    suspicion: Suspicion | None
    paid: list[tuple[str, Decimal]]

    @property
    def accepted(self) -> int:
        return sum(self.by_status.get(status, 0) for status in ACCEPTED)

    @property
    def decided(self) -> int:
        return self.accepted + self.by_status.get(Status.REJECTED, 0)

    @property
    def approval_rate(self) -> int | None:
        """Approvals in a hundred decisions; None before the first decision."""
        return round(100 * self.accepted / self.decided) if self.decided else None

    @property
    def lapsed(self) -> int:
        return self.by_status.get(Status.LAPSED, 0)

    @property
    def expired(self) -> int:
        return self.by_status.get(Status.EXPIRED, 0)


def numbers(partner: Partner, at: datetime) -> CompanyNumbers:
    """What the registrations of a company, not those it files for others, add up to. At most ten queries."""
    theirs = Registration.objects.filter(partner=partner, submitted_at__isnull=False).order_by()
    try:
        policy = policy_of(partner, at)
    except Policy.DoesNotExist:
        policy = None
    paid = RewardClaim.objects.filter(registration__partner=partner).of_state("paid").order_by("currency")
    return CompanyNumbers(
        by_status=dict(theirs.values_list("status").annotate(Count("pk"))),
        returns=Decision.objects.filter(registration__partner=partner, act=Decision.Act.RETURN).count(),
        caps=caps(partner, policy, at) if policy else None,
        suspicion=Suspicion.objects.filter(partner=partner, acknowledged_at__isnull=True).first(),
        paid=list(paid.values_list("currency").annotate(Sum("granted_amount"))),
    )
