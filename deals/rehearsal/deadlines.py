"""The deadlines of a decided case under the version pinned to it: promise, answer, appeal, grace, extension.

Each counts from the instant that started it; the window of an extension from the end that the version gives. The
promise stands still while a case is returned and begins anew with an appeal, as `deals.promise` has it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from deals import clocks, promise
from deals.models import Decision, Registration
from partners.working_time import (
    WorkingCalendar,
    add_working_days,
    add_working_time,
    end_of_day,
    working_time_between,
)

PROMISED, ANSWER, APPEAL = "promised", "answer", "appeal"
GRACE, EXTENSION = "grace", "extension"
# The events from which the promise runs, begins anew with its full time, and stands still.
STARTS, BEGINS_ANEW, STOPS = {"submitted"}, {"appealed", "unparked", "offered"}, {"returned"}
ROUNDS = STARTS | BEGINS_ANEW | STOPS


def around_decisions(row: Any) -> dict[str, datetime]:
    """What is told of any decided case: the promise on its submission, and what a return or a refusal opened.

    Of several returns the last one counts. A refusal that leaves no appeal opens none.
    """
    assert row.submitted_at is not None
    assert row.decided_at is not None
    policy, calendar = row.pinned_policy, row.required_region.working_calendar()
    allowance = timedelta(days=policy.decision_working_days)
    told = {PROMISED: _promised(row, allowance, calendar)}
    returns = [each.at for each in row.decisions.all() if each.act == Decision.Act.RETURN]
    if returns:
        told[ANSWER] = add_working_days(max(returns), policy.return_answer_working_days, calendar)
    if row.appeal_until is not None:
        told[APPEAL] = add_working_days(row.decided_at, policy.appeal_working_days, calendar)
    return told


def _promised(row: Any, allowance: timedelta, calendar: WorkingCalendar) -> datetime:
    """By when the last question put to the vendor was to be decided."""
    started, used = row.submitted_at, promise.NEVER
    for event in row.rounds:
        if event.kind in STOPS:
            used += working_time_between(started, event.at, calendar)
        else:
            used = promise.NEVER if event.kind in BEGINS_ANEW else used
            started = event.at
    return add_working_time(started, max(promise.NEVER, allowance - used), calendar)


def grace_from(row: Registration) -> date | None:
    """The local day from which the grace of an ended case counts; a sweep that came late started it late."""
    if row.grace_until is None:
        return None
    return clocks.local_day(row.grace_until, row.zone) - timedelta(days=row.pinned_policy.grace_days)


def of_the_life(row: Registration, expires_at: datetime, graced: date | None) -> dict[str, datetime]:
    """What an approved case has besides its own clocks: the grace after its end, and when an extension is open.

    `graced` is `grace_from` of the row under its own version.
    """
    policy = row.pinned_policy
    told = {EXTENSION: clocks.extension_window_opens(expires_at, policy.extension_opens_days, row.zone)}
    if graced is not None:
        told[GRACE] = end_of_day(graced + timedelta(days=policy.grace_days), row.zone)
    return told
