"""What the clock does to one registration besides ending it: warn, defer, credit, thaw, nudge, screen.

Every verb is idempotent under a repeated tick: it raises Refused when its moment is not due any more.
"""

from datetime import datetime

from deals import acceptance, clocks, opportunities, pauses, promise, risk, triage, warnings
from deals.lifecycle import changing
from deals.models import Outage, Registration
from deals.refusals import Refused
from deals.states import Clock, PauseReason
from deals.track_record import track_record


def warn_update(registration: Registration, *, at: datetime) -> Registration:
    """Warn that an update is due; warnings missed by a clock that stood merge into this one."""
    with changing(registration, "warn_update", by=None, at=at) as change:
        row = change.registration
        if row.update_paused_at is not None:
            raise Refused("paused")
        warning, missed = warnings.issue(row, Clock.UPDATE, at)
        warnings.schedule_update_warning(row, after=at)
        change.at = warning.due_at
        change.payload = {
            "warning": warning.pk, "days_left": warning.days_left, "merged": missed,
            "deadline": warning.deadline.isoformat(),
        }  # fmt: skip
    return change.registration


def warn_expiry(registration: Registration, *, at: datetime) -> Registration:
    """Give notice before the validity ends (programme page: eChannel will send you a notice)."""
    with changing(registration, "warn_expiry", by=None, at=at) as change:
        row = change.registration
        warning, missed = warnings.issue(row, Clock.VALIDITY, at)
        warnings.schedule_expiry_notice(row, after=at)
        change.at = warning.due_at
        change.payload = {
            "warning": warning.pk, "days_left": warning.days_left, "merged": missed,
            "deadline": warning.deadline.isoformat(),
        }  # fmt: skip
    return change.registration


def defer_lapse(registration: Registration, *, at: datetime) -> Registration:
    """Move an overdue update deadline whose warnings were not handed over, and alert the coordinator."""
    with changing(registration, "defer_lapse", by=None, at=at) as change:
        row = change.registration
        due = row.update_due_at
        if row.update_paused_at is not None or due is None or due > at:
            raise Refused("not due")
        if warnings.handed_over(row) >= warnings.needed(row, Clock.UPDATE):
            raise Refused("warned")
        row.update_due_at = clocks.deferred(due, at, row.pinned_policy.defer_days, row.zone)
        warnings.schedule_update_warning(row, after=at)
        change.payload = {"from": due.isoformat(), "to": row.update_due_at.isoformat()}
    return change.registration


def defer_expiry(registration: Registration, *, at: datetime) -> Registration:
    """The same for the end of validity: no registration expires without its notices handed over."""
    with changing(registration, "defer_expiry", by=None, at=at) as change:
        row = change.registration
        due = row.expires_at
        if due is None or due > at or row.extensions.filter(answered_at__isnull=True).exists():
            raise Refused("not due")
        if warnings.handed_over(row, Clock.VALIDITY) >= warnings.needed(row, Clock.VALIDITY):
            raise Refused("notified")
        row.expires_at = clocks.deferred(due, at, row.pinned_policy.defer_days, row.zone)
        warnings.schedule_expiry_notice(row, after=at)
        change.payload = {"from": due.isoformat(), "to": row.expires_at.isoformat()}
    return change.registration


def credit_outage(registration: Registration, outage: Outage, *, at: datetime) -> Registration:
    """Add the time in which partners could not update to a running update deadline (promise 9); once per outage."""
    with changing(registration, "credit_outage", by=None, at=at) as change:
        row = change.registration
        if (
            row.update_due_at is None
            or row.events.filter(kind="outage-credited", payload__outage=outage.pk).exists()
        ):
            raise Refused("credited")
        before = row.update_due_at
        row.update_due_at = clocks.credit_outage(before, outage.started_at, outage.ended_at)
        warnings.schedule_update_warning(row, after=at)
        change.payload = {
            "outage": outage.pk, "from": before.isoformat(), "to": row.update_due_at.isoformat(),
        }  # fmt: skip
    return change.registration


def end_freeze(registration: Registration, *, at: datetime) -> Registration:
    """Let the update clock run on when a granted freeze is over."""
    with changing(registration, "end_freeze", by=None, at=at) as change:
        row = change.registration
        over = row.pauses.filter(reason=PauseReason.FREEZE, ended_at__isnull=True, until_at__lte=at).first()
        if over is None or over.until_at is None:
            raise Refused("not due")
        pauses.end(row, PauseReason.FREEZE, over.until_at)
        change.at = over.until_at
    return change.registration


def remind_hearing(registration: Registration, *, at: datetime) -> Registration:
    """Remind the partner that its time to reply to a hearing ends."""
    with changing(registration, "remind_hearing", by=None, at=at) as change:
        row = change.registration
        due, until = row.hearing_nudge_at, row.hearing_until
        if due is None or until is None or due > at or due >= until or at > until:
            raise Refused("not due")
        row.hearing_nudge_at, change.at = until, due
        change.payload = {"until": until.isoformat()}
    return change.registration


def end_hearing(registration: Registration, *, at: datetime) -> Registration:
    """Note that the time to reply ran out, and tell the coordinator, who decides now."""
    with changing(registration, "end_hearing", by=None, at=at) as change:
        row = change.registration
        if row.hearing_nudge_at is None or row.hearing_until is None or row.hearing_until >= at:
            raise Refused("not due")
        row.hearing_nudge_at, change.at = None, row.hearing_until
    return change.registration


def nudge(registration: Registration, *, at: datetime) -> Registration:
    """Remind of the decision promise at 80 %, escalate at 100 % and 200 %; missed marks merge into the highest."""
    with changing(registration, "nudge", by=None, at=at) as change:
        row = change.registration
        if row.decision_nudge_at is None or row.decision_nudge_at > at:
            raise Refused("not due")
        due = row.decision_nudge_at
        change.payload = {"mark": promise.advance(row, at)}
        change.at = due
    return change.registration


def screen(registration: Registration, *, at: datetime) -> Registration:
    """Look at the vendor's side of a submitted registration, after submission and never in the partner's request."""
    with changing(registration, "screen", by=None, at=at) as change:
        row = change.registration
        if (
            row.screened_at is not None
            and row.submitted_last_at is not None
            and row.screened_at >= row.submitted_last_at
        ):
            raise Refused("screened")
        findings = acceptance.all_sides(row, at)
        acceptance.record(row, findings, "screen", by=None, at=at)
        row.screened_at = at
        row.risk_signs = risk.signs(triage.circumstances(row, track_record(row, at), at), findings)
        row.risk = risk.points(row.risk_signs)
        change.payload = {
            **{finding.code.value: finding.outcome.value for finding in findings},
            **acceptance.seal_of(findings),
        }
    return change.registration


def offer(registration: Registration, *, at: datetime) -> Registration:
    """Offer a parked claim for review when the registration it waited for has ended (*Who was first*, 5)."""
    with changing(registration, "offer", by=None, at=at) as change:
        if not change.registration.parked or opportunities.held(change.registration, at):
            raise Refused("held")
        change.registration.parked = False
        promise.start_again(change.registration, at)
    return change.registration


def erase(registration: Registration, *, at: datetime) -> Registration:
    """Blank names and contacts of the decision chain; what each person decides stays (rulebook, *Privacy*)."""
    with changing(registration, "erase", by=None, at=at) as change:
        row = change.registration
        if (
            row.legal_hold
            or row.personal_data_erased_at is not None
            or row.erase_at is None
            or row.erase_at > at
        ):
            raise Refused("not due")
        erased = row.decision_makers.update(name="", email="", phone="")
        row.personal_data_erased_at = at
        change.payload = {"people": erased}
    return change.registration
