"""Registrations in the index of known opportunities: filed, in force, closed.

The functions run inside the transaction of the verb that calls them, so a row never differs from the registration
it describes. What the search reads of it is made a moment later, by the clock or before a coordinator decides:
how long that takes depends on what is known, and must not be felt in the partner's request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from validation.matching import index
from validation.models import KnownOpportunity, WaitingClaim
from validation.opportunity import opportunity_key

REGISTRATION = KnownOpportunity.Source.REGISTRATION
State = KnownOpportunity.State
_BATCH = 200


class AlreadyInForce(Exception):
    """Another registration for this opportunity is in force (promise I1; programme page, criterion 5)."""


@dataclass(frozen=True)
class Claim:
    """What the index keeps of a registration: `record_id` is its reference, `claimant` the company's id."""

    record_id: str
    claimant: str
    customer_name: str
    project_name: str
    country: str
    city: str
    amount: Decimal | None
    currency: str
    starts_on: date | None
    closes_on: date | None
    product_lines: list[str]
    domain: str
    tax_number: str


@contextmanager
def _referee(record_id: str) -> Iterator[None]:
    # The savepoint keeps the caller's transaction usable after the database has refused.
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        if "opportunity_key" not in str(clash):
            raise
        raise AlreadyInForce(record_id) from clash


def file_claim(
    claim: Claim, *, created_at: datetime, at: datetime, state: State = State.FILED
) -> KnownOpportunity:
    """Write down a submitted registration to be filed in the index, or to be filed anew.

    `created_at` is its place in line. A registration in force whose facts change is filed again
    with `State.OPEN`, or it would lose its lock.
    Raises AlreadyInForce when it is in force and another one holds the opportunity.
    """
    with _referee(claim.record_id):
        known, _new = KnownOpportunity.objects.update_or_create(
            source=REGISTRATION,
            record_id=claim.record_id,
            defaults={
                **{name: value for name, value in asdict(claim).items() if name != "record_id"},
                "state": state,
                "opportunity_key": opportunity_key(claim.customer_name, claim.project_name),
                "created_in_source_at": created_at,
                "synced_at": at,
            },
        )
        WaitingClaim.objects.update_or_create(known=known, defaults={"since": at})
    return known


def file_waiting(*, wait: bool = False) -> int:
    """Put the claims that wait into the search index, in short transactions; returns how many.

    Those that another process is filing are left to it, or with `wait` waited for, so that afterwards every claim
    committed before is found.
    """
    filed = 0
    while batch := _file_some(wait):
        filed += batch
    return filed


def _file_some(wait: bool) -> int:
    with transaction.atomic():
        lock = (
            {"skip_locked": True}
            if not wait and connection.features.has_select_for_update_skip_locked
            else {}
        )
        waiting = WaitingClaim.objects.select_for_update(of=("self",), **lock).order_by("pk")
        batch = list(waiting.select_related("known")[:_BATCH])
        if batch:
            index.file([each.known for each in batch])
            WaitingClaim.objects.filter(pk__in=[each.pk for each in batch]).delete()
    return len(batch)


def waiting(at: datetime, *, besides: str) -> QuerySet[WaitingClaim]:
    """The claims of others, made until an instant, that no search can find yet."""
    return WaitingClaim.objects.filter(since__lte=at).exclude(known__record_id=besides).order_by()


def open_claim(record_id: str, *, at: datetime) -> None:
    """Mark a filed registration as in force.

    Raises AlreadyInForce when another one holds the opportunity, and KnownOpportunity.DoesNotExist when the
    registration was never filed: without a row there would be no lock.
    """
    with _referee(record_id):
        moved = _move(record_id, State.OPEN, at)
    if not moved:
        raise KnownOpportunity.DoesNotExist(record_id)


def close_claim(record_id: str, *, at: datetime) -> None:
    """Mark a registration as ended: it stands in nobody's way any more. A draft never filed has no row."""
    _move(record_id, State.CLOSED, at)


def _move(record_id: str, state: State, at: datetime) -> int:
    row = KnownOpportunity.objects.registrations().filter(record_id=record_id)
    return row.update(state=state, synced_at=at)
