"""The price application and its lead time (programme page: no less than 15 days after the registration)."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from deals import clocks, leaks, pauses, seconds
from deals.countdowns import day_in_words
from deals.lifecycle import changing
from deals.models import PriceApplication, Proposal, Registration
from deals.refusals import Refused
from deals.states import PauseReason
from partners.models import User


def apply_for_price(
    registration: Registration, *, note: str, by: User, at: datetime, version: int | None = None
) -> PriceApplication:
    """Apply for the special price. Raises Refused before the lead time is over, naming the first possible day."""
    with changing(registration, "apply_for_price", by=by, at=at, version=version) as change:
        row = change.registration
        why_not = cannot_apply(row, at)
        if why_not:
            raise Refused(why_not)
        if not note.strip():
            raise Refused(_("Say what price is needed, and why."))
        application = PriceApplication.objects.create(registration=row, by=by, at=at, note=note.strip())
        pauses.start(row, PauseReason.PRICE, at)
        change.payload = {"application": application.pk}
    return application


def cannot_apply(row: Registration, at: datetime) -> str:
    """Why a price cannot be applied for now, with the date from which it can; "" when it can."""
    if row.submitted_at is None:
        return _("The registration is not submitted.")
    if row.price_applications.filter(answered_at__isnull=True).exists():
        return _("A price application is already with your coordinator.")
    lead = row.pinned_policy.lead_time_days
    if not row.lead_time_exception and not clocks.price_application_open(
        row.submitted_at, lead, row.zone, at
    ):
        first = clocks.earliest_price_application(row.submitted_at, lead, row.zone)
        return _("A price can be applied for from %s on.") % day_in_words(first)
    return ""


def answer_price(
    registration: Registration,
    *,
    granted: bool,
    answer: str,
    by: User,
    at: datetime,
    percent: Decimal | None = None,
    version: int | None = None,
) -> PriceApplication:
    """Answer the pending price application; the update clock runs on."""
    if not answer.strip():
        raise Refused(_("Give the answer in words: the partner reads it."))
    with changing(registration, "answer_price", by=by, at=at, version=version) as change:
        row = change.registration
        application = row.price_applications.filter(answered_at__isnull=True).first()
        if application is None:
            raise Refused(_("No price application waits for an answer."))
        leaks.require_none(row, answer)
        application.granted, application.answer, application.percent = granted, answer.strip(), percent
        application.answered_by, application.answered_at = by, at
        application.save()
        pauses.end(row, PauseReason.PRICE, at)
        change.payload = {"application": application.pk, "granted": granted}
    return application


def grant_lead_time(
    registration: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Grant the lead-time exception that another coordinator proposed with its reason (*Price application*)."""
    with changing(registration, "grant_lead_time", by=by, at=at, version=version) as change:
        proposal = seconds.settle(change.registration, Proposal.Act.LEAD_TIME, by=by, at=at)
        change.registration.lead_time_exception = True
        change.payload = {"proposal": proposal.pk}
    return change.registration
