"""More time: extensions before expiry, and asking for reinstatement after an end."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from deals import clocks, leaks, letters, pauses, warnings
from deals.countdowns import day_in_words
from deals.lifecycle import changing
from deals.models import Extension, Registration
from deals.refusals import Refused
from deals.states import PauseReason
from partners.models import User


def ask_extension(
    registration: Registration,
    *,
    close_on: date,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Extension:
    """Ask for the policy's extra months; asked in time, the registration stays valid until answered (*Extension*).

    Raises Refused too early, without a recent update, when all are used, while one is pending, or without a reason.
    """
    with changing(registration, "ask_extension", by=by, at=at, version=version) as change:
        row = change.registration
        why_not = cannot_ask(row, at)
        if why_not:
            raise Refused(why_not)
        if not reason.strip():
            raise Refused(_("Say why the deal needs longer."))
        if close_on <= clocks.local_day(at, row.zone):
            raise Refused(_("Give a new close date in the future."))
        assert row.expires_at is not None
        extension = Extension.objects.create(
            registration=row, asked_by=by, asked_at=at, close_on=close_on, reason=reason.strip(),
            expires_before=row.expires_at,
        )  # fmt: skip
        pauses.start(row, PauseReason.EXTENSION, at)
        change.payload = {"extension": extension.pk}
    return extension


def cannot_ask(row: Registration, at: datetime) -> str:
    """Why an extension cannot be asked for now, with what would make it possible; "" when it can."""
    policy = row.pinned_policy
    if row.expires_at is None or at > row.expires_at:
        return _("The validity is over.")
    opens = clocks.extension_window_opens(row.expires_at, policy.extension_opens_days, row.zone)
    if at < opens:
        day = day_in_words(clocks.local_day(opens, row.zone))
        return _("An extension can be asked for from %s on.") % day
    if row.extensions.filter(answered_at__isnull=True).exists():
        return _("An extension is already with your coordinator.")
    if row.extensions.filter(granted=True).count() >= policy.extensions_most:
        return _("All extensions of this registration are used.")
    newest = row.updates.order_by("-pk").values_list("at", flat=True).first()
    if newest is None or at - newest > timedelta(days=policy.extension_update_age_days):
        return (
            _("Record an update first: it must be no older than %s days.") % policy.extension_update_age_days
        )
    return ""


def grant_extension(
    registration: Registration, *, by: User, at: datetime, answer: str = "", version: int | None = None
) -> Extension:
    """Extend: by the pending request, or on the coordinator's own initiative after the partner told its contact."""
    with changing(registration, "grant_extension", by=by, at=at, version=version) as change:
        row = change.registration
        before = row.expires_at
        warnings.extend(row)
        assert before is not None
        extension = row.extensions.filter(answered_at__isnull=True).first()
        if extension is None:
            if not answer.strip():
                raise Refused(_("Nobody asked for this extension: give the reason."))
            extension = Extension(
                registration=row, asked_by=by, asked_at=at, close_on=row.close_on or clocks.local_day(at, row.zone),
                reason=answer.strip(), expires_before=before,
            )  # fmt: skip
        leaks.require_none(row, answer)
        extension.granted, extension.answer = True, answer.strip()
        extension.answered_by, extension.answered_at = by, at
        extension.expires_after = row.expires_at
        extension.save()
        if extension.close_on:
            row.close_on = extension.close_on
        warnings.schedule_expiry_notice(row, after=at)
        pauses.end(row, PauseReason.EXTENSION, at)
        change.payload = {
            "extension": extension.pk,
            "expires": row.expires_at.isoformat() if row.expires_at else None,
            **letters.noted(letters.issue(row, at)),
        }
    return extension


def decline_extension(
    registration: Registration, *, by: User, at: datetime, answer: str, version: int | None = None
) -> Extension:
    """Answer a pending request with no and the reason; the clocks run on."""
    if not answer.strip():
        raise Refused(_("Give the reason: the partner reads it."))
    with changing(registration, "decline_extension", by=by, at=at, version=version) as change:
        row = change.registration
        extension = row.extensions.filter(answered_at__isnull=True).first()
        if extension is None:
            raise Refused(_("No extension is asked for."))
        leaks.require_none(change.registration, answer)
        extension.granted, extension.answer = False, answer.strip()
        extension.answered_by, extension.answered_at = by, at
        extension.save()
        pauses.end(row, PauseReason.EXTENSION, at)
        change.payload = {"extension": extension.pk}
    return extension


def ask_reinstatement(
    registration: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Ask the coordinator to put a lapsed or expired registration in force again, within its grace."""
    with changing(registration, "ask_reinstatement", by=by, at=at, version=version) as change:
        row = change.registration
        if why_not := cannot_ask_reinstatement(row, at):
            raise Refused(why_not)
        row.reinstatement_asked_at = at
    return change.registration


def cannot_ask_reinstatement(row: Registration, at: datetime) -> str:
    """Why reinstatement cannot be asked for now; "" when it can."""
    if row.grace_until is None or at > row.grace_until:
        return _("The time to reinstate is over. Register the deal again.")
    if row.reinstatement_asked_at is not None:
        return _("Reinstatement is already with your coordinator.")
    return ""
