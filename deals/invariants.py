"""What must always hold of registrations (promises I1 to I3, I5, I6, I8, I10 to I13), each asked of the database.

Every function takes the present instant and answers with the violations in words; none is a clean answer.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Q

from deals import clocks, warnings
from deals.events import first_broken_link
from deals.models import Document, Event, Extension, Hearing, Registration, Tick
from deals.moves import MOVES
from deals.reports.agreement import reports_equal_plain_sql
from deals.states import Clock, Status
from validation.models import KnownOpportunity

TICKS = 2
Check = Callable[[datetime], Iterator[str]]


def one_in_force_per_opportunity(at: datetime) -> Iterator[str]:
    """I1, and the index agrees with the registrations it describes."""
    open_claims = KnownOpportunity.objects.registrations().filter(state="open").exclude(opportunity_key="")
    for row in open_claims.values("opportunity_key").annotate(n=Count("pk")).filter(n__gt=1):
        yield f"{row['n']} registrations in force hold opportunity {row['opportunity_key'][:12]}"
    held = set(
        KnownOpportunity.objects.registrations().filter(state="open").values_list("record_id", flat=True)
    )
    in_force = set(Registration.objects.filter(status=Status.APPROVED).values_list("reference", flat=True))
    for reference in sorted(held ^ in_force):
        yield f"{reference} is in force in the registrations or in the index, not in both"


def status_is_the_fold_of_events(at: datetime) -> Iterator[str]:
    """I2: each event is a legal step from the one before, versions rise by 1, the last one is the present."""
    moves = {move.kind: move for move in MOVES.values()}
    registration, status, version = None, Status.DRAFT.value, 0
    present = (f"registration__{name}" for name in ("reference", "status", "version"))
    events = Event.objects.order_by("registration", "version").select_related("registration")
    events = events.only("registration", "version", "kind", "status", *present)
    for event in events.iterator(chunk_size=2000):
        if event.registration_id != (registration.pk if registration else None):
            yield from _present(registration, status, version)
            registration, status, version = event.registration, Status.DRAFT.value, 0
        move = moves[event.kind]
        expected = (move.target or status) if status in move.sources else None
        if event.version != version + 1 or event.status != expected:
            yield f"{event.registration.reference}: {event.kind} at version {event.version} does not follow {status}"
        status, version = event.status, event.version
    yield from _present(registration, status, version)
    for orphan in Registration.objects.filter(events__isnull=True):
        yield f"{orphan.reference} has no event"


def _present(registration: Registration | None, status: str, version: int) -> Iterator[str]:
    if registration is not None and (registration.status, registration.version) != (status, version):
        now, told = (
            f"{registration.status} at version {registration.version}",
            f"{status} at version {version}",
        )
        yield f"{registration.reference} is {now}, its events say {told}"


def chain_is_whole(at: datetime) -> Iterator[str]:
    """I3."""
    broken = first_broken_link()
    if broken:
        yield broken


def _late(at: datetime) -> datetime:
    return at - timedelta(seconds=TICKS * settings.TICK_SECONDS)


def updates_end_on_time(at: datetime) -> Iterator[str]:
    """I5: nobody is past the update deadline, and whoever lapsed was overdue and warned."""
    overdue = Registration.objects.filter(
        status=Status.APPROVED, update_paused_at__isnull=True, update_due_at__lt=_late(at)
    )
    for row in overdue:
        yield f"{row.reference} is past its update deadline and still in force"
    handed_over = Count(
        "registration__warnings",
        filter=Q(
            registration__warnings__clock=Clock.UPDATE,
            registration__warnings__handed_over_at__lte=F("recorded_at"),
        ),
    )
    lapsed = Event.objects.filter(kind="lapsed").annotate(warned=handed_over)
    for event in lapsed.select_related("registration__policy").iterator(chunk_size=2000):
        if event.at > event.recorded_at or event.payload.get("due") != event.at.isoformat():
            yield f"{event.registration.reference} lapsed before it was due"
        if event.warned < warnings.needed(event.registration, Clock.UPDATE):
            yield f"{event.registration.reference} lapsed after {event.warned} warnings"


def validity_ends_on_time(at: datetime) -> Iterator[str]:
    """I6: nobody is past the expiry, and whoever expired had notice."""
    over = Registration.objects.filter(status=Status.APPROVED, expires_at__lt=_late(at))
    for row in over.exclude(pk__in=Registration.objects.extension_pending().values("pk")):
        yield f"{row.reference} is past its validity and still in force"
    for event in Event.objects.filter(kind="expired").select_related("registration"):
        if not event.registration.warnings.filter(clock="validity", issued_at__lt=event.recorded_at).exists():
            yield f"{event.registration.reference} expired without a notice"


def the_clock_passes_every_row(at: datetime) -> Iterator[str]:
    """I5 and I6: the newest tick failed on nothing; its log says which registration, and why."""
    newest = Tick.objects.filter(ended_at__isnull=False).first()
    if newest is not None and newest.failed:
        yield f"the tick at {newest} failed on {newest.failed} registrations"


def documents_have_their_bytes(at: datetime) -> Iterator[str]:
    """I8: what was uploaded is there, byte for byte."""
    for document in Document.objects.select_related("registration").iterator(chunk_size=200):
        try:
            with document.content.open("rb") as stored:
                digest = hashlib.file_digest(stored, "sha256").hexdigest()
        except OSError:
            yield f"document {document.pk} of {document.registration.reference} has no file"
            continue
        if digest != document.sha256:
            yield f"document {document.pk} of {document.registration.reference} was altered"


def writers_belong_to_the_registration(at: datetime) -> Iterator[str]:
    """I10: whoever wrote for the partner's side is of the partner or of its distributor."""
    foreign = Event.objects.filter(actor__partner__isnull=False).exclude(
        Q(actor__partner=F("registration__partner")) | Q(actor__partner=F("registration__distributor"))
    )
    for event in foreign.select_related("registration"):
        yield f"event {event.sequence} of {event.registration.reference} was written by another company"


def extensions_only_add(at: datetime) -> Iterator[str]:
    """I11."""
    for row in Registration.objects.annotate(
        pending=Count("extensions", filter=Q(extensions__answered_at__isnull=True))
    ).filter(pending__gt=1):
        yield f"{row.reference} has {row.pending} pending extensions"
    for extension in Extension.objects.filter(granted=True, expires_after__lte=F("expires_before")):
        yield f"extension {extension.pk} moved the expiry backwards"


def prices_keep_the_lead_time(at: datetime) -> Iterator[str]:
    """I12."""
    rows = Registration.objects.filter(price_applications__isnull=False, lead_time_exception=False).distinct()
    for row in rows.select_related("policy").prefetch_related("price_applications"):
        assert row.submitted_at is not None
        for application in row.price_applications.all():
            lead = row.pinned_policy.lead_time_days
            if not clocks.price_application_open(row.submitted_at, lead, row.zone, application.at):
                yield f"{row.reference} applied for a price before its lead time was over"


def nobody_is_revoked_unheard(at: datetime) -> Iterator[str]:
    """Whoever was revoked had replied or let the time run out; an open hearing is what its registration tells."""
    heard = Hearing.objects.filter(outcome=Hearing.Outcome.REVOKED)
    for hearing in heard.filter(replied_at__isnull=True, closed_at__lte=F("until")).select_related(
        "registration"
    ):
        yield f"{hearing.registration.reference} was revoked before the partner could reply"
    revoked = Registration.objects.filter(status=Status.REVOKED)
    for row in revoked.exclude(pk__in=heard.values("registration")):
        yield f"{row.reference} was revoked without a hearing"
    open_ = Hearing.objects.filter(closed_at__isnull=True)
    for hearing in open_.exclude(registration__hearing_until=F("until")).select_related("registration"):
        yield f"{hearing.registration.reference} does not tell of its open hearing"
    untold = Registration.objects.filter(hearing_until__isnull=False)
    for row in untold.exclude(pk__in=open_.values("registration")):
        yield f"{row.reference} tells of a hearing that is not open"


CHECKS: dict[str, Check] = {
    "I1 one registration in force per opportunity": one_in_force_per_opportunity,
    "I2 status is the fold of the events": status_is_the_fold_of_events,
    "I3 the event chain is whole": chain_is_whole,
    "I5 updates end on time, after warnings": updates_end_on_time,
    "I6 validity ends on time, after notice": validity_ends_on_time,
    "I5, I6 the clock passes every row that is due": the_clock_passes_every_row,
    "I8 documents have their bytes": documents_have_their_bytes,
    "I10 writers belong to the registration": writers_belong_to_the_registration,
    "I11 extensions only add": extensions_only_add,
    "I12 prices keep the lead time": prices_keep_the_lead_time,
    "Hearing before a revocation": nobody_is_revoked_unheard,
    "I13 reports equal plain SQL": reports_equal_plain_sql,
}
