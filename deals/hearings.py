"""The hearing before a revocation, on a row that a verb has locked: when it is over, and how it closes.

Nobody is revoked unheard: the partner replied, or its time to reply ran out.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from deals.models import Hearing, Proposal, Registration
from deals.refusals import Refused
from partners.models import User
from partners.working_time import WorkingCalendar, add_working_days

A_DAY = timedelta(days=1)


def current(row: Registration) -> Hearing | None:
    """The open hearing, if there is one."""
    return row.hearings.filter(closed_at__isnull=True).first() if row.hearing_until is not None else None


def reminder(opened: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """When the partner is reminded: one working day before its time ends, or a day before where there is only one."""
    if days > 1:
        return add_working_days(opened, days - 1, calendar)
    return add_working_days(opened, days, calendar) - A_DAY


def require_heard(row: Registration, at: datetime) -> Hearing:
    """The open hearing, once the partner replied or its time ran out. Raises Refused before, and without one."""
    hearing = current(row)
    if hearing is None:
        raise Refused(_("Open a hearing first: the partner may reply before a revocation."))
    if hearing.replied_at is None and at <= hearing.until:
        raise Refused(
            _("The partner may still reply to the hearing. Wait for the reply, or until its time is over.")
        )
    return hearing


def close(row: Registration, outcome: str, at: datetime, *, by: User | None = None, words: str = "") -> None:
    """End the open hearing, if there is one, and with it a proposal to revoke that nobody carried out."""
    if row.hearing_until is None:
        return
    row.hearings.filter(closed_at__isnull=True).update(
        outcome=outcome, closing_words=words, closed_by=by, closed_at=at
    )
    row.proposals.filter(act=Proposal.Act.REVOKE, settled_at__isnull=True).update(
        settled_by=by, settled_at=at, carried=False
    )
    row.hearing_until, row.hearing_replied_at, row.hearing_nudge_at = None, None, None
