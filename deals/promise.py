"""The decision promise: working time from submission to decision, standing still while returned.

Rulebook, *Decision promise*. Acts on a row that a verb has locked.
"""

from datetime import datetime, timedelta
from functools import partial

from deals import clocks
from deals.models import Registration
from partners.working_time import add_working_time, working_time_between

MARKS = (80, 100, 200)
NEVER = timedelta()


def start(row: Registration, at: datetime) -> None:
    """Let the promise run from a submission, less the working time used before a return."""
    row.decision_started_at = at
    marks = _marks(row)
    row.decision_due_at = marks.due_at
    row.decision_nudge, row.decision_nudge_at = MARKS[0], marks.nudge_at


def start_again(row: Registration, at: datetime) -> None:
    """A new promise with its full time: an appeal is a new question to another coordinator."""
    row.decision_used = None
    start(row, at)


def stop(row: Registration, at: datetime) -> None:
    """Stand still while the registration is returned."""
    row.decision_used = used(row, at)
    settle(row)


def used(row: Registration, at: datetime) -> timedelta | None:
    """The working time that a question has been with the vendor, earlier rounds included; None if none ever was."""
    if row.decision_started_at is None:
        return row.decision_used
    calendar = row.required_region.working_calendar()
    return (row.decision_used or NEVER) + working_time_between(row.decision_started_at, at, calendar)


def settle(row: Registration) -> None:
    """Nothing is owed any more: decided, or ended."""
    row.decision_started_at = None
    row.decision_nudge, row.decision_nudge_at = None, None


def advance(row: Registration, at: datetime) -> int:
    """Pass every mark that is due; the highest passed, in per cent. Missed ones merge into it."""
    marks = dict(zip(MARKS, _marks(row), strict=True))
    passed = [mark for mark in MARKS if mark >= (row.decision_nudge or 0) and marks[mark] <= at]
    ahead = [mark for mark in MARKS if mark > passed[-1]] if passed else []
    if passed:
        row.decision_nudge = ahead[0] if ahead else None
        row.decision_nudge_at = marks[ahead[0]] if ahead else None
    return passed[-1] if passed else 0


def _marks(row: Registration) -> clocks.PromiseMarks:
    if row.decision_started_at is None:
        raise ValueError("no promise is running")
    calendar = row.required_region.working_calendar()
    allowance = timedelta(days=row.pinned_policy.decision_working_days)
    add = partial(add_working_time, calendar=calendar)
    return clocks.promise_marks(row.decision_started_at, allowance, row.decision_used or NEVER, add)
