"""The coordinator's looking: claim a case, verify facts, judge candidates, ask for a second person, park."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from deals import events, hearings, opportunities, promise, verdicts
from deals.lifecycle import changing
from deals.models import OpportunityVerdict, Proposal, Registration, Verification
from deals.refusals import Refused
from deals.states import Status
from partners.models import User
from validation.models import KnownOpportunity

SNOOZED_MOST = timedelta(days=14)
REMINDED_AGAIN = timedelta(days=1)


def claim(registration: Registration, *, by: User, at: datetime) -> Registration:
    """Take a case onto one's desk, so that others see who reviews it; taking it over is allowed and recorded."""
    with changing(registration, "claim", by=by, at=at) as change:
        change.registration.reviewer, change.registration.claimed_at = by, at
    return change.registration


def release(registration: Registration, *, by: User, at: datetime) -> Registration:
    """Put a case back for others."""
    with changing(registration, "release", by=by, at=at) as change:
        change.registration.reviewer, change.registration.claimed_at = None, None
    return change.registration


def snooze(
    registration: Registration,
    *,
    until: datetime,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Registration:
    """Put a case off with its reason, at most `SNOOZED_MOST`; the promised time runs on (*Decision promise*).

    Raises Refused for an instant that is past or too far, and without a reason.
    """
    if not reason.strip():
        raise Refused(_("Say why the case waits: whoever opens it reads it."))
    if until <= at:
        raise Refused(_("This time is past. Choose a later one."), about="until")
    if until > at + SNOOZED_MOST:
        raise Refused(
            _("Choose a time within the next two weeks: the partner was promised a decision."), about="until"
        )
    with changing(registration, "snooze", by=by, at=at, version=version) as change:
        change.registration.snoozed_until, change.registration.snooze_reason = until, reason.strip()
        change.payload = {"until": until.isoformat()}
    return change.registration


def wake(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Take a case up again before its time."""
    with changing(registration, "wake", by=by, at=at, version=version) as change:
        if change.registration.snoozed_until is None:
            raise Refused(_("The case is not put off."))
        change.registration.snoozed_until, change.registration.snooze_reason = None, ""
    return change.registration


def remind(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Remind the partner of what it owes: an answer to a return, or an update. At most once in `REMINDED_AGAIN`."""
    with changing(registration, "remind", by=by, at=at, version=version) as change:
        row = change.registration
        due = row.answer_due_at if row.status == Status.RETURNED else row.update_due_at
        if due is None or due <= at or (row.status != Status.RETURNED and row.update_paused_at is not None):
            raise Refused(_("The partner owes nothing that it could be reminded of now."))
        if row.events.filter(kind="reminded", at__gt=at - REMINDED_AGAIN).exists():
            raise Refused(_("The partner was reminded less than a day ago."))
        change.payload = {"deadline": due.isoformat()}
    return change.registration


def verify(
    registration: Registration,
    group: str,
    verdict: str,
    *,
    source: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Verification:
    """Record a verdict on one group of facts with its source (programme page: verified, true and valid)."""
    said = {group: (verdict, source)}
    return verify_all(registration, said, by=by, at=at, version=version)[0]


def verify_all(
    registration: Registration,
    said: Mapping[str, tuple[str, str]],
    *,
    by: User,
    at: datetime,
    version: int | None = None,
) -> list[Verification]:
    """Record verdicts on groups of facts, each with its source, all or none; each is a change of its own.

    Without any the registration stays as it is.
    """
    if not said:
        return []
    if not all(source.strip() for _verdict, source in said.values()):
        raise Refused(_("Name the source of your verdict."))
    with changing(registration, "verify", by=by, at=at, version=version) as change:
        written = Verification.objects.bulk_create(
            Verification(
                registration=change.registration,
                group=group,
                verdict=verdict,
                source=source.strip(),
                by=by,
                at=at,
            )
            for group, (verdict, source) in said.items()
        )
        told: list[dict[str, events.Plain]] = [
            {"group": each.group, "verdict": each.verdict, "verification": each.pk} for each in written
        ]
        change.payload, *change.more = told
    return written


def judge_opportunity(
    registration: Registration,
    known: KnownOpportunity,
    verdict: str,
    *,
    source: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> OpportunityVerdict:
    """Say whether a known opportunity is the same one (rulebook, *Same opportunity*); kept and not asked again.

    *Same* teaches the search how the customer is written here, *different* takes that back. Of two coordinators at
    once the second is told of the first (Conflict), if `version` says what was seen.
    """
    if not source.strip():
        raise Refused(_("Say what your verdict rests on."))
    with changing(registration, "judge_opportunity", by=by, at=at, version=version) as change:
        judged = OpportunityVerdict.objects.create(
            registration=change.registration,
            known=known,
            verdict=verdict,
            source=source.strip(),
            facts_sha256=verdicts.facts_sha256(
                change.registration, known, opportunities.product_codes(change.registration)
            ),
            by=by,
            at=at,
        )
        taught = verdicts.settle_alias(judged)
        change.payload = {
            "known": known.pk, "record": known.record_id, "verdict": verdict, "judgement": judged.pk,
            "alias_changed": taught,
        }  # fmt: skip
    return judged


def propose(
    registration: Registration,
    act: str,
    *,
    reason: str,
    by: User,
    at: datetime,
    evidence: str = "",
    version: int | None = None,
) -> Proposal:
    """Ask another coordinator to carry out an approval, a revocation or a lead-time exception.

    Raises Refused without a reason, for a revocation without evidence or before the partner was heard, or while one is
    already proposed.
    """
    if not reason.strip():
        raise Refused(_("Give the reason: the second coordinator decides by it."))
    if act == Proposal.Act.REVOKE and not evidence.strip():
        raise Refused(_("Name the evidence of false information."))
    with changing(registration, "propose", by=by, at=at, version=version) as change:
        if act == Proposal.Act.REVOKE:
            hearings.require_heard(change.registration, at)
        if change.registration.proposals.filter(act=act, settled_at__isnull=True).exists():
            raise Refused(_("This is already proposed and waits for another coordinator."))
        proposal = Proposal.objects.create(
            registration=change.registration,
            act=act,
            reason=reason.strip(),
            evidence=evidence.strip(),
            by=by,
            at=at,
        )
        change.payload = {"act": act, "proposal": proposal.pk}
    return proposal


def park(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Keep a later complete claim on file while an earlier one holds the opportunity; its owner is not told why."""
    with changing(registration, "park", by=by, at=at, version=version) as change:
        change.registration.parked = True
        promise.settle(change.registration)
    return change.registration


def unpark(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Offer a parked claim for review again."""
    with changing(registration, "unpark", by=by, at=at, version=version) as change:
        change.registration.parked = False
        promise.start_again(change.registration, at)
    return change.registration


def hold(
    registration: Registration, *, on: bool, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Set or lift a legal hold: while it stands, the names of the decision chain are not erased (*Privacy*)."""
    with changing(registration, "hold", by=by, at=at, version=version) as change:
        if change.registration.legal_hold == on:
            raise Refused(_("The legal hold stands already.") if on else _("There is no legal hold to lift."))
        change.registration.legal_hold = on
        change.payload = {"on": on}
    return change.registration
