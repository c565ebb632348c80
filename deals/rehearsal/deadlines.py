"""The deadlines of a decided case under the version pinned to it: promise, answer, appeal, grace, extension.

Each counts from the instant that started it; the window of an extension from the end that the version gives.
"""

from datetime import datetime, timedelta

from deals import clocks
from deals.models import Decision, Registration
from partners.working_time import add_working_days, add_working_time

PROMISED, ANSWER, APPEAL = "promised", "answer", "appeal"
GRACE, EXTENSION = "grace", "extension"


def around_decisions(row: Registration) -> dict[str, datetime]:
    """What is told of any decided case: the promise on its submission, and what a return or a refusal opened.

    Of several returns the last one counts. A refusal that leaves no appeal opens none.
    """
    assert row.submitted_at is not None
    assert row.decided_at is not None
    policy, calendar = row.pinned_policy, row.required_region.working_calendar()
    allowance = timedelta(days=policy.decision_working_days)
    told = {PROMISED: add_working_time(row.submitted_at, allowance, calendar)}
    returns = [each.at for each in row.decisions.all() if each.act == Decision.Act.RETURN]
    if returns:
        told[ANSWER] = add_working_days(max(returns), policy.return_answer_working_days, calendar)
    if row.appeal_until is not None:
        told[APPEAL] = add_working_days(row.decided_at, policy.appeal_working_days, calendar)
    return told


def of_the_life(row: Registration, expires_at: datetime) -> dict[str, datetime]:
    """What an approved case has besides its own clocks: the grace after its end, and when an extension is open."""
    policy = row.pinned_policy
    told = {EXTENSION: clocks.extension_window_opens(expires_at, policy.extension_opens_days, row.zone)}
    if row.grace_until is not None and row.ended_at is not None:
        told[GRACE] = clocks.grace_until(row.ended_at, policy.grace_days, row.zone)
    return told
