"""The clock's look at the database: what is due, in batches, by range and never by equality.

Each batch is one short transaction over rows that nobody else holds (`SKIP LOCKED`); each row passes through its
verb, which looks again under the lock. A repeated, late or doubled tick changes nothing (promises, *Sweep*).
A row that fails is counted under FAILED and logged with its trouble; the others go on, and the next tick tries again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from deals import deadlines, lifecycle, privacy, probing
from deals.models import Event, Extension, Outage, Pause, Registration, Tick
from deals.querysets import RegistrationQuerySet
from deals.refusals import NotWarned, Refused
from deals.states import PauseReason, Status
from validation import claims

BATCH = 200
ADVISORY_LOCK = 7_301_774
TICKS_KEPT = 10_000
FAILED = "failed"
# Trouble of the whole tick, not of one row.
FATAL = (InterfaceError, OperationalError, SoftTimeLimitExceeded)
log = structlog.get_logger(__name__)

Step = Callable[[Registration], object]


def tick(at: datetime) -> dict[str, int]:
    """Do everything that is due at an instant and keep a row of what was done; empty when another clock is at it."""
    with _alone() as alone:
        if not alone:
            return {}
        row = Tick.objects.create(started_at=at)
        done: Counter[str] = Counter()
        done.update(_file_claims())
        for name, due, step in _steps(at):
            passed, failed = _sweep(due, step)
            done.update({name: passed, FAILED: failed})
            row.done = dict(+done)
            row.save(update_fields=["done"])
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        Tick.objects.filter(pk__lte=row.pk - TICKS_KEPT).delete()
    return dict(+done)


def _steps(at: datetime) -> Iterator[tuple[str, RegistrationQuerySet, Step]]:
    approved = Registration.objects.filter(status=Status.APPROVED)
    running = approved.filter(update_paused_at__isnull=True)
    asked = Extension.objects.filter(registration=OuterRef("pk"), answered_at__isnull=True)
    frozen = Pause.objects.filter(
        registration=OuterRef("pk"), reason=PauseReason.FREEZE, ended_at__isnull=True, until_at__lte=at
    )
    for outage in Outage.objects.filter(credited_at__isnull=True, ended_at__lte=at):
        hit = approved.filter(update_from_at__lt=outage.ended_at, update_due_at__gte=outage.started_at)
        credited = Event.objects.filter(
            registration=OuterRef("pk"), kind="outage-credited", payload__outage=outage.pk
        )
        hit = hit.exclude(Exists(credited))
        yield "outages credited", hit, partial(_credit, outage=outage, at=at)
        # A row that somebody else held, or that failed, gets its minutes in the next tick.
        if not hit.exists():
            Outage.objects.filter(pk=outage.pk).update(credited_at=at)
    yield "freezes ended", approved.filter(Exists(frozen)), partial(deadlines.end_freeze, at=at)
    yield "update warnings", running.filter(update_warning_at__lte=at), partial(deadlines.warn_update, at=at)
    yield "expiry notices", approved.filter(expiry_notice_at__lte=at), partial(deadlines.warn_expiry, at=at)
    hearings = approved.filter(hearing_nudge_at__lte=at)
    yield "hearings over", hearings.filter(hearing_until__lt=at), partial(deadlines.end_hearing, at=at)
    in_time = hearings.filter(hearing_until__gte=at, hearing_nudge_at__lt=F("hearing_until"))
    yield "hearing reminders", in_time, partial(deadlines.remind_hearing, at=at)
    # Where both clocks ran out while this one stood, the earlier end counts.
    lapses_first = Q(update_paused_at__isnull=True, update_due_at__lt=F("expires_at"))
    over = approved.filter(expires_at__lte=at).exclude(Exists(asked)).exclude(lapses_first)
    yield "expired", over, partial(_expire, at=at)
    yield "lapsed", running.filter(update_due_at__lte=at), partial(_lapse, at=at)
    submitted = Registration.objects.with_coordinator()
    yield "decision nudges", submitted.filter(decision_nudge_at__lte=at), partial(deadlines.nudge, at=at)
    yield "parked offered", submitted.filter(parked=True), partial(deadlines.offer, at=at)
    unseen = Q(screened_at__isnull=True) | Q(screened_at__lt=F("submitted_last_at"))
    yield "screened", submitted.filter(unseen), partial(deadlines.screen, at=at)
    last = Tick.objects.filter(ended_at__isnull=False).order_by("pk").last()
    stirred = probing.active_since((last.started_at if last else at) - probing.LOOKED_BACK)
    yield "probing suspected", stirred, partial(probing.suspect, at=at)
    yield "personal data erased", privacy.due(at), partial(deadlines.erase, at=at)


def _file_claims() -> dict[str, int]:
    """Let the search find the claims made since the last tick; whoever looks before is told that some are missing."""
    try:
        return {"claims filed": claims.file_waiting()}
    except FATAL:
        raise
    except Exception:
        log.exception("filing_claims_failed")
        return {FAILED: 1}


def _sweep(due: RegistrationQuerySet, step: Step) -> tuple[int, int]:
    """Pass every due row through its step once; how many passed, and how many failed.

    A row whose step refuses stays for the next tick and is not retried.
    """
    outcomes: Counter[bool | None] = Counter()
    last = 0
    while True:
        with transaction.atomic():
            batch = list(
                due.filter(pk__gt=last)
                .order_by("pk")
                .select_for_update(skip_locked=True, of=("self",))
                .only("pk")[:BATCH]
            )
            outcomes.update(_try(registration, step) for registration in batch)
        if len(batch) < BATCH:
            return outcomes[True], outcomes[False]
        last = batch[-1].pk


def _try(registration: Registration, step: Step) -> bool | None:
    """True when the step passed, False when it failed, None when it refused; whatever it began is undone."""
    try:
        with transaction.atomic():
            step(registration)
    except Refused as refusal:
        log.debug("sweep_refused", registration=registration.pk, why=str(refusal))
        return None
    except FATAL:
        raise
    except Exception:
        log.exception("sweep_failed", registration=registration.pk)
        return False
    return True


def _lapse(registration: Registration, *, at: datetime) -> None:
    try:
        lifecycle.lapse(registration, at=at)
    except NotWarned:
        deadlines.defer_lapse(registration, at=at)


def _expire(registration: Registration, *, at: datetime) -> None:
    try:
        lifecycle.expire(registration, at=at)
    except NotWarned:
        deadlines.defer_expiry(registration, at=at)


def _credit(registration: Registration, *, outage: Outage, at: datetime) -> None:
    deadlines.credit_outage(registration, outage, at=at)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this is the only clock at work; a second one goes away instead of waiting (PostgreSQL)."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
