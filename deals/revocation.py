"""The way to a revocation, and back from it: hear the partner, take its reply, or drop the matter.

The revocation itself is a decision of two persons (`deals.decisions.revoke`).
"""

from datetime import datetime

from django.utils.translation import gettext as _

from deals import hearings, leaks, reasons
from deals.lifecycle import changing
from deals.models import Hearing, Registration
from deals.refusals import Refused
from partners.models import User
from partners.working_time import add_working_days


def open_hearing(
    registration: Registration, *, words: str, by: User, at: datetime, version: int | None = None
) -> Hearing:
    """Tell the partner what is in doubt, and let it reply within the policy's working days of the region's calendar.

    Raises Refused without words, for words that tell of others, and while a hearing is open.
    """
    if not words.strip():
        raise Refused(_("Say what is in doubt, and why: the partner replies to it."), about="words")
    with changing(registration, "open_hearing", by=by, at=at, version=version) as change:
        row = change.registration
        if row.hearing_until is not None:
            raise Refused(_("A hearing is open already."))
        leaks.require_none(row, words)
        days, calendar = row.pinned_policy.hearing_working_days, row.required_region.working_calendar()
        hearing = Hearing.objects.create(
            registration=row, codes=list(reasons.FOR_REVOCATION), words=words.strip(), opened_by=by,
            opened_at=at, until=add_working_days(at, days, calendar),
        )  # fmt: skip
        row.hearing_until, row.hearing_nudge_at = hearing.until, hearings.reminder(at, days, calendar)
        change.payload = {
            "hearing": hearing.pk, "codes": hearing.codes, "until": hearing.until.isoformat(),
        }  # fmt: skip
    return hearing


def cannot_reply(row: Registration, at: datetime) -> str:
    """Why there is nothing to reply to now; "" when there is."""
    if row.hearing_until is None:
        return _("No hearing is open: there is nothing to reply to.")
    if row.hearing_replied_at is not None:
        return _("Your company has replied. Your coordinator decides with the reply in sight.")
    if at > row.hearing_until:
        return _("The time to reply is over. Your coordinator decides.")
    return ""


def reply_hearing(
    registration: Registration, *, reply: str, by: User, at: datetime, version: int | None = None
) -> Registration:
    """The partner's reply, once and in time. Raises Refused otherwise, and without words."""
    if not reply.strip():
        raise Refused(_("Write your reply."), about="reply")
    with changing(registration, "reply_hearing", by=by, at=at, version=version) as change:
        row = change.registration
        if why_not := cannot_reply(row, at):
            raise Refused(why_not)
        hearing = row.hearings.get(closed_at__isnull=True)
        hearing.reply, hearing.replied_by, hearing.replied_at = reply.strip(), by, at
        hearing.save(update_fields=["reply", "replied_by", "replied_at"])
        row.hearing_replied_at, row.hearing_nudge_at = at, None
        change.payload = {"hearing": hearing.pk}
    return change.registration


def drop_revocation(
    registration: Registration, *, words: str, by: User, at: datetime, version: int | None = None
) -> Registration:
    """End a hearing without a revocation, with a word to the partner; the registration stays in force.

    Raises Refused without words, for words that tell of others, and where no hearing is open.
    """
    if not words.strip():
        raise Refused(_("Say a word to the partner: it waits for the outcome."), about="words")
    with changing(registration, "drop_revocation", by=by, at=at, version=version) as change:
        row = change.registration
        hearing = hearings.current(row)
        if hearing is None:
            raise Refused(_("No hearing is open."))
        leaks.require_none(row, words)
        hearings.close(row, Hearing.Outcome.DROPPED, at, by=by, words=words.strip())
        change.payload = {"hearing": hearing.pk}
    return change.registration
