"""The journal: one event per change of a registration, each sealed with the hash of the one before it.

The head of the chain is locked until the change commits, so the order of sequences is the order of commits and a
reader that keeps the last sequence it saw misses nothing. Lock order is registrations first, the head last.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.module_loading import import_string

from deals.models import ChainHead, Event, Registration
from partners.models import User

HEAD = 1
Plain = str | int | bool | None | list[str] | list[int]


def seal(event: Event, reference: str) -> str:
    """The hash of an event over all it says and the hash before it, keyed with AUDIT_SALT."""
    said = [
        event.sequence, reference, event.version, event.kind, event.status,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id, event.payload, event.previous_hash,
    ]  # fmt: skip
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(settings.AUDIT_SALT.encode(), text.encode(), hashlib.sha256).hexdigest()


def append(
    registration: Registration,
    kind: str,
    *,
    by: User | None,
    at: datetime,
    recorded_at: datetime,
    payloads: Sequence[Mapping[str, Plain]],
) -> Event:
    """Write an event for each payload in the running transaction, and ring the doorbell once it commits; the last one.

    The last event has the version that the registration has now. `at` is when the change counts as happened (a lapse:
    the due instant), `recorded_at` when it was written.
    """
    head = _locked_head()
    sequence, link = head.sequence, head.hash
    written = []
    for version, payload in enumerate(payloads, registration.version - len(payloads) + 1):
        event = Event(
            sequence=sequence + 1,
            registration=registration,
            version=version,
            kind=kind,
            status=registration.status,
            at=at,
            recorded_at=recorded_at,
            actor=by,
            payload=dict(payload),
            previous_hash=link,
        )
        event.hash = seal(event, registration.reference)
        sequence, link = event.sequence, event.hash
        written.append(event)
    Event.objects.bulk_create(written)
    ChainHead.objects.filter(pk=HEAD).update(sequence=sequence, hash=link)
    ring_once()
    return written[-1]


def _locked_head() -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(pk=HEAD).first()
    if head is None:
        ChainHead.objects.get_or_create(pk=HEAD)
        head = ChainHead.objects.select_for_update().get(pk=HEAD)
    return head


def ring_once() -> None:
    """Ring the doorbell when the transaction commits, once however many events it wrote."""
    doorbell = import_string(settings.EVENT_DOORBELL)
    if all(waiting[1] is not doorbell for waiting in connection.run_on_commit):
        transaction.on_commit(doorbell, robust=True)


def first_broken_link(after: int = 0) -> str:
    """Walk the chain from a sequence on; the first row missing, altered or out of order, in words, or ""."""
    previous = Event.objects.filter(sequence=after).values_list("hash", flat=True).first() or ""
    expected = after
    rows = Event.objects.filter(sequence__gt=after).annotate(reference=F("registration__reference"))
    for event in rows.iterator(chunk_size=2000):
        expected += 1
        if event.sequence != expected:
            return f"event {expected} is missing"
        if event.previous_hash != previous:
            return f"event {event.sequence} does not follow the one before it"
        if event.hash != seal(event, event.reference):
            return f"event {event.sequence} was altered"
        previous = event.hash
    head = ChainHead.objects.filter(pk=HEAD).first()
    if head is not None and (head.sequence, head.hash) != (expected, previous):
        return f"the chain ends at event {expected}, its head says {head.sequence}"
    return ""


def knows(link: str) -> bool:
    """Whether an event with this hash is there: a head noted down earlier stays in the chain for ever."""
    return Event.objects.filter(hash=link).exists()
