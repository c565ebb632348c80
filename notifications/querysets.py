"""Reads of the notifications app."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from partners.models import User

if TYPE_CHECKING:
    from notifications.models import Notice

# A letter that waits longer is late, and the desk says so (PROMISES, *Mail server slow or down*).
LATE_AFTER = timedelta(minutes=15)
TREES = ("tree_event__region", "tree_event__product_line")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_person(self, person: User) -> Self:
        """What a person finds in the portal, newest first; of a partner's person, about the present company only."""
        own = self.filter(person=person, channel="portal")
        if not person.is_partner:
            return own
        deal = Q(event__registration__partner=person.partner_id)
        behalf = Q(event__registration__distributor=person.partner_id)
        # News of the trees says nothing of any company.
        company = Q(standing__partner=person.partner_id) | Q(tree_event__isnull=False)
        return own.filter(deal | behalf | company)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def waiting(self) -> Self:
        """Mail that is neither sent nor given up."""
        return self.filter(channel="mail", sent_at__isnull=True, given_up_at__isnull=True)

    def to_send(self, at: datetime) -> Self:
        """Mail that is due and not in somebody's hands."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
        return self.waiting().filter(free, next_try_at__lte=at, held_at__isnull=True)

    def late(self, at: datetime) -> Self:
        """Mail that waits longer than it should, oldest first: what the desk's banner counts."""
        return self.waiting().filter(created_at__lt=at - LATE_AFTER).order_by("created_at")

    def held(self) -> Self:
        """Mail that waits for a person's word after a restore."""
        return self.waiting().filter(held_at__isnull=False)

    def for_digest(self) -> Self:
        """What waits for a digest."""
        return self.filter(channel="digest", sent_at__isnull=True, given_up_at__isnull=True)

    def dead_letters(self) -> Self:
        """Mail that was given up, with its last trouble."""
        return self.filter(channel="mail", given_up_at__isnull=False)

    def with_subject(self) -> Self:
        """With all that a headline says, so that no list asks row by row."""
        return self.select_related("person", "event__registration", "standing__partner", *TREES)

    def with_content(self) -> Self:
        """With what a whole letter says of its case."""
        case = (f"event__registration__{name}" for name in ("partner", "distributor", "region", "policy"))
        company = ("person__partner", "standing__partner", "standing__announcement")
        return self.select_related(*company, *TREES, *case)
