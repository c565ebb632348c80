"""The life of a registration: the only writer of `status`, the partner's verbs and the clock's endings.

Each verb runs inside `changing`, which locks, looks, lets the verb act, then writes status and event together.
The coordinator's decisions stand in `deals.decisions`. Every refusal is a `Refused` with words for who asked.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from deals import (
    acceptance,
    clocks,
    events,
    given,
    hearings,
    opportunities,
    pauses,
    privacy,
    promise,
    warnings,
)
from deals.models import Appeal, Decision, Event, Hearing, Registration, Submission
from deals.moves import MOVES, VENDOR_ONLY, Actor, Move
from deals.refusals import Conflict, IllegalMove, NotWarned, NotYours, Refused
from deals.states import Clock
from partners.models import Policy, User


@dataclass
class Change:
    """What a verb acts on: the locked row, and what its event will say.

    A verb that makes several changes of its kind at once says the others in `more`: each is an event and a version.
    """

    registration: Registration
    move: Move
    payload: dict[str, events.Plain] = field(default_factory=dict)
    more: list[dict[str, events.Plain]] = field(default_factory=list)
    at: datetime | None = None
    event: Event | None = None


@contextmanager
def changing(
    registration: Registration,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    version: int | None = None,
    rivals: Iterable[int] = (),
) -> Iterator[Change]:
    """Lock the registration with its rivals in key order, look, let the verb act, write status and event.

    `by` is None for the clock; `version` is what the person saw, if a form asks: a partner's page shows its own count,
    `partner_version`, and what the vendor did meanwhile is no conflict for it. Raises IllegalMove, NotYours or
    Conflict before anything is written; whatever the verb raises undoes everything.
    """
    move = MOVES[verb]
    with transaction.atomic():
        wanted = sorted({registration.pk, *rivals})
        rows = {
            row.pk: row
            for row in Registration.objects.select_for_update(of=("self",))
            .for_locks()
            .filter(pk__in=wanted)
            .order_by("pk")
        }
        row = rows[registration.pk]
        _look(row, move, by, version)
        change = Change(row, move)
        yield change
        row.status = move.target or row.status
        said = [change.payload, *change.more]
        row.version += len(said)
        if move.kind not in VENDOR_ONLY:
            row.partner_version += len(said)
        row.save()
        change.event = events.append(row, move.kind, by=by, at=change.at or at, recorded_at=at, payloads=said)


def _look(row: Registration, move: Move, by: User | None, version: int | None) -> None:
    if not _may(row, move.actor, by):
        raise NotYours(_("This is not yours to do."))
    seen = (row.version, row.partner_version) if move.actor is Actor.PARTNER else (row.version,)
    if version is not None and version not in seen:
        raise Conflict(_("Somebody changed this registration while you had it open. Look at it again."))
    if row.status not in move.sources:
        raise IllegalMove(_("This cannot be done while the registration is: %s.") % row.get_status_display())


def _may(row: Registration, actor: Actor, by: User | None) -> bool:
    if by is None:
        return actor is Actor.CLOCK
    if not by.is_active:
        return False
    if actor is Actor.PARTNER:
        return by.is_partner and row.concerns(by.partner_id)
    return (
        actor is Actor.COORDINATOR
        and by.is_coordinator
        and row.region is not None
        and by.works_in(row.region)
    )


def submit(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Submit a draft, or the answer to a return; the first complete submission takes the place in line.

    Raises NotAcceptable with the findings when what the partner can mend is not in order.
    """
    with changing(registration, "submit", by=by, at=at, version=version) as change:
        row = change.registration
        first = row.submitted_at is None
        if first:
            row.zone_name = row.partner.time_zone
            row.policy = Policy.objects.in_force(row.region, at) if row.region else None
        acceptance.require_partner_side(row, at)
        earlier = row.submissions.last()
        changed = given.changed_since(row, earlier) if earlier else []
        submission = Submission.objects.create(
            registration=row, by=by, at=at, sha256=acceptance.content_sha256(row),
            answers=given.plain(row, given.FACTS, people=False),
        )  # fmt: skip
        policy = row.pinned_policy
        if first:
            row.submitted_at = at
            row.expires_at = clocks.expiry(at, policy.validity_months, row.zone)
        if first or not acceptance.keeps_place(row, at):
            row.place_at, row.place_number = at, submission.pk
        elif not first:
            submission.keeps_place = True
            submission.save(update_fields=["keeps_place"])
        row.submitted_last_at = at
        row.answer_due_at, row.opened_groups, row.parked = None, [], False
        row.reviewer, row.claimed_at, row.snoozed_until = None, None, None
        promise.start(row, at)
        opportunities.file(row, at)
        change.payload = {
            "submission": submission.pk,
            "sha256": submission.sha256,
            "keeps_place": submission.keeps_place,
            "changed": changed,
        }
    return change.registration


def appeal(
    registration: Registration, *, by: User, at: datetime, grounds: str, version: int | None = None
) -> Registration:
    """Ask another coordinator to decide a rejection again: once per decision, within the time told."""
    with changing(registration, "appeal", by=by, at=at, version=version) as change:
        row = change.registration
        if why_not := cannot_appeal(row, at):
            raise Refused(why_not)
        if not grounds.strip():
            raise Refused(_("Say why the decision should change."))
        decision = row.decisions.filter(act=Decision.Act.REJECT).latest("pk")
        Appeal.objects.create(registration=row, decision=decision, by=by, at=at, grounds=grounds.strip())
        row.appeal_until, row.ended_at, row.erase_at, row.decided_at = None, None, None, None
        row.submitted_last_at = at
        row.reviewer, row.claimed_at, row.snoozed_until = None, None, None
        promise.start_again(row, at)
        opportunities.file(row, at)
        change.payload = {"decision": decision.pk}
    return change.registration


def cannot_appeal(row: Registration, at: datetime) -> str:
    """Why a rejection cannot be appealed now; "" when it can."""
    if row.appeal_until is None or at > row.appeal_until:
        return _("The time to appeal is over, or this decision was already on appeal.")
    return ""


def withdraw(
    registration: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Take the registration back: the partner's right until it ends."""
    with changing(registration, "withdraw", by=by, at=at, version=version) as change:
        end(change, at)
    return change.registration


def close(
    registration: Registration, *, won: bool, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Report the deal as won or lost. It will neither lapse nor expire afterwards."""
    with changing(registration, "win" if won else "lose", by=by, at=at, version=version) as change:
        end(change, at)
    return change.registration


def lapse(registration: Registration, *, at: datetime) -> Registration:
    """End a registration without a counting update until its deadline (programme page: four consecutive weeks).

    The event is dated with the deadline. Raises Refused when it is not due or is paused, NotWarned when it was not
    warned twice.
    """
    with changing(registration, "lapse", by=None, at=at) as change:
        row = change.registration
        if row.update_paused_at is not None or row.update_due_at is None or row.update_due_at > at:
            raise Refused("not due")
        if warnings.handed_over(row) < warnings.needed(row, Clock.UPDATE):
            raise NotWarned("not warned")
        change.at = row.update_due_at
        row.grace_until = clocks.grace_until(at, row.pinned_policy.grace_days, row.zone)
        end(change, row.update_due_at)
        change.payload = {"due": row.update_due_at.isoformat()}
    return change.registration


def expire(registration: Registration, *, at: datetime) -> Registration:
    """End a registration whose validity is over (programme page: six months from submission).

    Where an extension asked in time was declined later, the answer ends it. Raises Refused when it is not due or the
    answer is still owed, NotWarned when its notices were not handed over.
    """
    with changing(registration, "expire", by=None, at=at) as change:
        row = change.registration
        if (
            row.expires_at is None
            or row.expires_at > at
            or row.extensions.filter(answered_at__isnull=True).exists()
        ):
            raise Refused("not due")
        if warnings.handed_over(row, Clock.VALIDITY) < warnings.needed(row, Clock.VALIDITY):
            raise NotWarned("not notified")
        answered = row.extensions.filter(answered_at__gt=row.expires_at)
        change.at = (
            answered.values_list("answered_at", flat=True).order_by("-answered_at").first() or row.expires_at
        )
        row.grace_until = clocks.grace_until(at, row.pinned_policy.grace_days, row.zone)
        end(change, change.at)
        change.payload = {"due": row.expires_at.isoformat()}
    return change.registration


def end(change: Change, at: datetime) -> None:
    """What every ending settles: deadlines, pauses, a hearing, the promise, the claim; when the names are erased."""
    row = change.registration
    assert change.move.target is not None
    row.ended_at, row.erase_at = at, privacy.erase_at(row, change.move.target, at)
    row.answer_due_at, row.opened_groups, row.parked = None, [], False
    row.reviewer, row.claimed_at, row.snoozed_until = None, None, None
    promise.settle(row)
    pauses.close_all(row, at)
    hearings.close(row, Hearing.Outcome.ENDED, at)
    warnings.stop(row)
    opportunities.take_out(row, at)
