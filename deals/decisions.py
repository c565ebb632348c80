"""The coordinator's decisions: return, approve, reject, reinstate, revoke.

Each runs inside `deals.lifecycle.changing` like every verb, and is told to the partner with coded reasons.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deals import (
    acceptance,
    benefits,
    hearings,
    leaks,
    letters,
    opportunities,
    promise,
    reasons,
    seconds,
    warnings,
)
from deals.lifecycle import changing, end
from deals.models import Decision, Hearing, Registration
from deals.refusals import NewFindings, Refused
from partners.models import User
from partners.working_time import add_working_days


def return_to_partner(
    registration: Registration,
    *,
    by: User,
    at: datetime,
    codes: Sequence[str],
    words: str = "",
    version: int | None = None,
) -> Registration:
    """Ask the partner to supplement or modify (programme page: Registration operation), with coded reasons."""
    checked = reasons.checked(list(codes), act="return")
    with changing(registration, "return", by=by, at=at, version=version) as change:
        row = change.registration
        seconds.require_other_than_appealed(row, by)
        _decide(row, Decision.Act.RETURN, checked, words, by=by, at=at)
        row.opened_groups = list(reasons.opened_groups(checked))
        calendar = row.required_region.working_calendar()
        row.answer_due_at = add_working_days(at, row.pinned_policy.return_answer_working_days, calendar)
        promise.stop(row, at)
        acceptance.remember_identity(row)
        change.payload = {"codes": list(checked)}
    return change.registration


def approve(
    registration: Registration,
    *,
    by: User,
    at: datetime,
    grants: Sequence[benefits.Grant] | None = None,
    words: str = "",
    version: int | None = None,
) -> Registration:
    """Accept the registration: every criterion passes under the lock of all its rivals, then both clocks run.

    `grants` are the benefits decided case by case; None takes the policy's proposal. Raises NotAcceptable with the
    findings, NewFindings when a rival appeared meanwhile, NeedsSecondPerson where two must decide.
    """
    rivals = opportunities.rivals(registration)
    with changing(registration, "approve", by=by, at=at, version=version, rivals=rivals) as change:
        row = change.registration
        seconds.require_other_than_appealed(row, by)
        if not opportunities.rivals(row) <= rivals:
            raise NewFindings(_("Another claim came in while you decided. Look at the new findings."))
        findings = acceptance.require_all(row, at, by=by)
        second = seconds.required_for_approval(row, findings, by=by, at=at)
        opportunities.put_in_force(row, at)
        _decide(row, Decision.Act.APPROVE, (), words, by=by, at=at, seconded_by=second)
        benefits.grant(row, benefits.proposed(row) if grants is None else grants, by=by, at=at)
        row.decided_at, row.parked = at, False
        promise.settle(row)
        _answer_appeal(row, upheld=True, by=by, at=at)
        warnings.start_update_clock(row, at)
        warnings.schedule_expiry_notice(row, after=at)
        change.payload = {
            "policy": row.pinned_policy.pk,
            "seconded_by": second.pk if second else None,
            **letters.noted(letters.issue(row, at)),
            **acceptance.seal_of(findings),
        }
    return change.registration


def reject(
    registration: Registration,
    *,
    by: User,
    at: datetime,
    codes: Sequence[str],
    words: str = "",
    version: int | None = None,
) -> Registration:
    """Refuse the registration with coded reasons; an appeal is open for the policy's working days, once."""
    checked = reasons.checked(list(codes), act="reject")
    with changing(registration, "reject", by=by, at=at, version=version) as change:
        row = change.registration
        seconds.require_other_than_appealed(row, by)
        findings = acceptance.all_sides(row, at)
        acceptance.record(row, findings, "reject", by=by, at=at)
        _decide(row, Decision.Act.REJECT, checked, words, by=by, at=at)
        appealed = _answer_appeal(row, upheld=False, by=by, at=at)
        may_appeal = not appealed and any(reasons.REASONS[code].may_appeal for code in checked)
        calendar = row.required_region.working_calendar()
        days = row.pinned_policy.appeal_working_days
        row.appeal_until = add_working_days(at, days, calendar) if may_appeal else None
        row.decided_at = at
        end(change, at)
        change.payload = {"codes": list(checked), "may_appeal": may_appeal, **acceptance.seal_of(findings)}
    return change.registration


def reinstate(
    registration: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Put a lapsed or expired registration in force again within its grace, if no rival was accepted meanwhile.

    An expired one needs time as well: it takes one of its extensions. Raises Refused or AlreadyInForce.
    """
    rivals = opportunities.rivals(registration)
    with changing(registration, "reinstate", by=by, at=at, version=version, rivals=rivals) as change:
        row = change.registration
        if row.grace_until is None or at > row.grace_until:
            raise Refused(_("The time to reinstate is over. The partner can register the deal again."))
        opportunities.require_no_rival_in_force(row, at)
        if row.expires_at is not None and row.expires_at <= at:
            warnings.extend_for_reinstatement(row, by=by, at=at)
        opportunities.put_in_force(row, at)
        row.grace_until, row.ended_at, row.erase_at, row.reinstatement_asked_at = None, None, None, None
        warnings.start_update_clock(row, at)
        warnings.schedule_expiry_notice(row, after=at)
        change.payload = letters.noted(letters.issue(row, at))
    return change.registration


def revoke(
    registration: Registration, *, by: User, at: datetime, words: str = "", version: int | None = None
) -> Registration:
    """End an approved registration for false information, as another coordinator proposed with reason and evidence.

    Raises Refused while the partner may still reply to the hearing, NeedsSecondPerson without a proposal of another.
    """
    with changing(registration, "revoke", by=by, at=at, version=version) as change:
        row = change.registration
        hearing = hearings.require_heard(row, at)
        proposal = seconds.settle(row, "revoke", by=by, at=at)
        _decide(
            row, Decision.Act.REVOKE, reasons.FOR_REVOCATION, words, by=by, at=at, seconded_by=proposal.by
        )
        hearings.close(row, Hearing.Outcome.REVOKED, at, by=by)
        end(change, at)
        change.payload = {
            "codes": list(reasons.FOR_REVOCATION), "seconded_by": proposal.by_id, "hearing": hearing.pk,
        }  # fmt: skip
    return change.registration


def _decide(
    row: Registration,
    act: str,
    codes: Sequence[str],
    words: str,
    *,
    by: User,
    at: datetime,
    seconded_by: User | None = None,
) -> None:
    leaks.require_none(row, words)
    worked = None if act == Decision.Act.REVOKE else promise.used(row, at)
    row.decisions.create(
        act=act,
        codes=list(codes),
        words=words.strip(),
        by=by,
        seconded_by=seconded_by,
        at=at,
        policy=row.pinned_policy,
        worked_seconds=None if worked is None else int(worked.total_seconds()),
    )


def _answer_appeal(row: Registration, *, upheld: bool, by: User, at: datetime) -> bool:
    answered = row.appeals.filter(answered_at__isnull=True).update(
        upheld=upheld, answered_by=by, answered_at=at
    )
    return answered > 0
