"""Thousands of approved registrations past their update deadline, for what happens to a sweep in the middle.

The verbs write the first ones. The others are copies of all their rows under new keys, with their events sealed
into the chain in turn, since saying every verb of thousands of registrations takes a quarter of an hour.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from deals import deadlines
from deals.drafts import random_reference
from deals.events import seal
from deals.models import (
    ChainHead,
    Check,
    DeadlineWarning,
    Decision,
    DecisionMaker,
    Event,
    Item,
    Registration,
    Submission,
    Verification,
)
from deals.tests import factories as make
from notifications.models import Cursor
from notifications.receipts import CURSOR
from partners.models import Standing, User
from validation.models import KnownOpportunity

ORIGINALS = 10
WITH_IT: tuple[type[Any], ...] = (
    Item, DecisionMaker, Submission, Verification, Check, Decision, DeadlineWarning,
)  # fmt: skip
Pairs = list[tuple[Registration, Registration]]


def prepare(count: int, at: datetime) -> None:
    """Registrations that lapse at the next tick after `at`; their deadlines lie on ten different days before it.

    The journals so far count as read: the people joined after they were written and are owed nothing of them.
    """
    seller, reviewer = make.seller(), make.coordinator()
    for number in range(ORIGINALS):
        _overdue(seller, reviewer, at - timedelta(days=30 + number))
    with transaction.atomic():
        _multiply(list(Registration.objects.all()), count // ORIGINALS - 1)
    standings = Standing.objects.order_by("pk").values_list("pk", flat=True)
    Cursor.objects.create(
        pk=CURSOR, event_sequence=ChainHead.objects.get().sequence, standing=standings.last() or 0
    )


def _overdue(seller: User, reviewer: User, at: datetime) -> None:
    """Approved at an instant, warned twice, and never updated."""
    day = at.date()
    make.fresh_mirror(at)
    registration = make.approved(
        seller, at, reviewer,
        implementation_from=day + timedelta(days=90), implementation_until=day + timedelta(days=180),
        price_application_on=day + timedelta(days=45), close_on=day + timedelta(days=80),
    )  # fmt: skip
    for warned_at in (at + timedelta(days=22), at + timedelta(days=27, hours=12)):
        deadlines.warn_update(registration, at=warned_at)
        make.handed_over(registration, warned_at)


def _multiply(originals: list[Registration], times: int) -> None:
    pairs = [(row, _again(row, reference=random_reference())) for row in originals for _each in range(times)]
    Registration.objects.bulk_create(copy for _row, copy in pairs)
    for model in WITH_IT:
        model.objects.bulk_create(_copies(model, pairs))
    claims = {known.record_id: known for known in KnownOpportunity.objects.registrations()}
    KnownOpportunity.objects.bulk_create(
        _again(claims[row.reference], record_id=copy.reference, opportunity_key=_key(copy))
        for row, copy in pairs
    )
    head = ChainHead.objects.get()
    Event.objects.bulk_create(_sealed(_copies(Event, pairs), head))
    head.save()


def _copies(model: type[Any], pairs: Pairs) -> Iterator[Any]:
    """The rows of each original once more for its copy, in their order."""
    rows = defaultdict(list)
    for row in model.objects.filter(registration__in=[row for row, _copy in pairs]).order_by("pk"):
        rows[row.registration_id].append(row)
    for original, copy in pairs:
        for row in rows[original.pk]:
            yield _again(row, registration_id=copy.pk)


def _again(row: Any, **changes: Any) -> Any:
    """A row under a new key."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    return type(row)(**values | changes)


def _sealed(events: Iterator[Event], head: ChainHead) -> Iterator[Event]:
    references = dict(Registration.objects.values_list("pk", "reference"))
    for event in events:
        event.sequence, event.previous_hash = head.sequence + 1, head.hash
        event.hash = seal(event, references[event.registration_id])
        head.sequence, head.hash = event.sequence, event.hash
        yield event


def _key(registration: Registration) -> str:
    """A key of its own, as if each copy were another customer's project."""
    return hashlib.sha256(registration.reference.encode()).hexdigest()
