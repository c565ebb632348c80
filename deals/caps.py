"""How much a company has open and has submitted today, against the caps of its tier."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from deals import clocks
from deals.models import Registration
from deals.states import OPEN
from partners.models import Partner, Policy
from partners.working_time import start_of_day


@dataclass(frozen=True)
class Caps:
    """Counts with their caps; a cap of None means there is none."""

    open: int
    open_most: int | None
    today: int
    per_day_most: int | None

    @property
    def open_reached(self) -> bool:
        return self.open_most is not None and self.open >= self.open_most

    @property
    def day_reached(self) -> bool:
        return self.per_day_most is not None and self.today >= self.per_day_most


def policy_of(partner: Partner, at: datetime) -> Policy:
    """The policy in force where a company is at home, with the caps of its tier. Raises Policy.DoesNotExist."""
    return Policy.objects.with_caps_of(partner.tier).in_force(partner.region, at)


def caps(partner: Partner, policy: Any, at: datetime) -> Caps:
    """What counts against the caps that a policy (from `policy_of`) sets for the company; days are its own."""
    theirs = Registration.objects.filter(partner=partner)
    since = start_of_day(clocks.local_day(at, partner.zone), partner.zone)
    return Caps(
        **theirs.aggregate(
            open=Count("pk", filter=Q(status__in=OPEN)),
            today=Count("pk", filter=Q(submitted_at__gte=since, submitted_at__lte=at)),
        ),
        open_most=policy.open_most,
        per_day_most=policy.per_day_most,
    )
