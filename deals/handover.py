"""A leaver: every deal still alive goes to a colleague and the sign-in ends, in one step (SCREENS S14)."""

from datetime import datetime

from django.db import transaction

from deals import behalf
from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from deals.states import Status
from partners import people
from partners.models import User

# What needs nobody any more stays with whom it was.
FINISHED = frozenset({Status.WON, Status.LOST, Status.WITHDRAWN, Status.REVOKED})


def alive(owner: User) -> RegistrationQuerySet:
    """The registrations a person would leave behind."""
    return Registration.objects.filter(owner=owner).exclude(status__in=FINISHED)


def leave(leaver: User, *, to: User, by: User, at: datetime) -> int:
    """Hand over all living registrations and close the account; returns how many were handed over.

    Raises Refused or NotYours from the hand-over, and PeopleError when the account may not be closed; then
    nothing is done.
    """
    with transaction.atomic():
        # All rows before the first event: the head of the chain is always the last lock.
        rows = list(alive(leaver).select_for_update(of=("self",)).order_by("pk"))
        for row in rows:
            behalf.reassign(row, to=to, by=by, at=at)
        people.close_account(leaver, by=by)
    return len(rows)
