"""Deadlines of an approved registration with their warnings, acting on a row that a verb has locked.

Deadlines are computed here once and stored; so is the instant of the next warning, which is what sweeps look for.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from deals import clocks
from deals.models import DeadlineWarning, Extension, Registration
from deals.refusals import Refused
from deals.states import Clock
from partners.models import User

NEEDED = 2


def update_days_before(row: Registration) -> tuple[int, ...]:
    policy = row.pinned_policy
    return clocks.days_left(policy.update_days, policy.update_warning_days)


def start_update_clock(row: Registration, at: datetime) -> None:
    """Let the update clock run from an instant: at approval, a counting update, or reinstatement (*Update*)."""
    row.update_from_at = at
    row.update_due_at = clocks.update_due(at, row.pinned_policy.update_days, row.zone)
    # A pause that is running goes on; the new deadline moves by what is left of it.
    row.update_paused_at = at if row.pauses.filter(ended_at__isnull=True).exists() else None
    schedule_update_warning(row, after=at)


def schedule_update_warning(row: Registration, *, after: datetime) -> None:
    if row.update_due_at is None:
        return
    warning = clocks.next_warning(row.update_due_at, update_days_before(row), row.zone, after)
    row.update_warning_at = warning.at if warning else None


def schedule_expiry_notice(row: Registration, *, after: datetime) -> None:
    if row.expires_at is None:
        return
    warning = clocks.next_warning(row.expires_at, row.pinned_policy.expiry_notice_days, row.zone, after)
    row.expiry_notice_at = warning.at if warning else None


def issue(row: Registration, clock: Clock, at: datetime) -> tuple[DeadlineWarning, list[int]]:
    """Record the warning that is due; several missed ones become the last of them (promises, *Reminders*).

    Returns the warning and the days of those merged into it. Raises Refused when none is due.
    """
    if clock is Clock.UPDATE:
        deadline, since, days = row.update_due_at, row.update_warning_at, update_days_before(row)
    else:
        deadline, since, days = (
            row.expires_at,
            row.expiry_notice_at,
            tuple(row.pinned_policy.expiry_notice_days),
        )
    if deadline is None or since is None or since > at:
        raise Refused("not due")
    due = [w for w in clocks.warning_instants(deadline, days, row.zone) if since <= w.at <= at]
    if not due:
        raise Refused("not due")
    last = due[-1]
    warning = DeadlineWarning.objects.create(
        registration=row,
        clock=clock,
        deadline=deadline,
        days_left=last.days_before,
        due_at=last.at,
        issued_at=at,
    )
    return warning, [w.days_before for w in due[:-1]]


def handed_over(row: Registration, clock: Clock = Clock.UPDATE) -> int:
    """How many warnings of the running deadline the mail server really took (*No silent ending*)."""
    taken = row.warnings.filter(clock=clock, handed_over_at__isnull=False)
    if clock is Clock.UPDATE:
        since = row.update_from_at
    else:
        granted = row.extensions.filter(granted=True).order_by("-answered_at")
        since = granted.values_list("answered_at", flat=True).first()
    if since is not None:
        taken = taken.filter(issued_at__gt=since)
    return taken.count()


def needed(row: Registration, clock: Clock) -> int:
    """How many must have been handed over before the clock may end a registration: two, or all if fewer exist."""
    days = (
        row.pinned_policy.expiry_notice_days
        if clock is Clock.VALIDITY
        else row.pinned_policy.update_warning_days
    )
    return min(NEEDED, len(days))


def mark_handed_over(event_payload_warning: int, at: datetime) -> None:
    """Note that the mail of a warning reached the mail server; the first time counts."""
    DeadlineWarning.objects.filter(pk=event_payload_warning, handed_over_at__isnull=True).update(
        handed_over_at=at
    )


def stop(row: Registration) -> None:
    """An ended registration is warned of nothing; its last deadlines stay on record."""
    row.update_warning_at = None
    row.expiry_notice_at = None


def extend(row: Registration) -> None:
    """Move the expiry by the policy's months. Raises Refused when all extensions are used (*Extension*)."""
    used = row.extensions.filter(granted=True).count()
    if used >= row.pinned_policy.extensions_most:
        raise Refused(_("All extensions of this registration are used."))
    if row.expires_at is None:
        raise Refused(_("This registration has no validity to extend."))
    row.expires_at = clocks.extended_expiry(row.expires_at, row.pinned_policy.extension_months, row.zone)


def extend_for_reinstatement(row: Registration, *, by: User, at: datetime) -> None:
    """Give an expired registration the time it needs to be in force again; counts as one of its extensions."""
    before = row.expires_at
    extend(row)
    assert before is not None
    Extension.objects.create(
        registration=row, asked_by=by, asked_at=at, close_on=row.close_on or clocks.local_day(at, row.zone),
        reason=_("Reinstated after expiry."), granted=True, answered_by=by, answered_at=at,
        expires_before=before, expires_after=row.expires_at,
    )  # fmt: skip
