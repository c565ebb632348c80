"""When the personal data of a decision chain goes (rulebook, *Privacy*)."""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from deals.states import ENDED, Status
from partners.models import Policy

REFUSED = frozenset({Status.REJECTED, Status.WITHDRAWN})


def erase_at(row: Registration, ended_as: Status, at: datetime) -> datetime:
    """The policy's months after rejection or withdrawal, or after any other end."""
    policy = row.policy or Policy.objects.in_force(row.region or row.partner.region, at)
    months = policy.erase_refused_months if ended_as in REFUSED else policy.erase_ended_months
    return at + relativedelta(months=months)


def due(at: datetime) -> RegistrationQuerySet:
    """Ended registrations whose erasure date has come."""
    return Registration.objects.filter(
        status__in=ENDED, erase_at__lte=at, personal_data_erased_at__isnull=True, legal_hold=False
    )
