"""What an approval grants: proposed by the policy, decided case by case (programme page: "case-by-case basis")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from deals import clocks
from deals.countdowns import day_in_words
from deals.lifecycle import changing
from deals.models import Benefit, BenefitUse, Registration
from deals.refusals import Refused
from partners.models import User


@dataclass(frozen=True)
class Grant:
    """One benefit to grant; `percent` is a discount or reward in per cent, or None."""

    kind: str
    percent: Decimal | None = None
    terms: str = ""


def proposed(row: Registration) -> tuple[Grant, ...]:
    """The pinned policy's benefits for the partner's tier; a row for the tier outranks the row for all."""
    found: dict[str, Grant] = {}
    for proposal in sorted(row.pinned_policy.benefit_proposals.all(), key=lambda p: bool(p.tier)):
        if proposal.tier in ("", row.partner.tier):
            found[proposal.kind] = Grant(proposal.kind, proposal.percent, proposal.terms)
    return tuple(found.values())


def record_use(
    registration: Registration,
    kind: str,
    *,
    on: date,
    words: str,
    by: User,
    at: datetime,
    reference: str = "",
    amount: Decimal | None = None,
    version: int | None = None,
) -> BenefitUse:
    """Note in the ledger that a benefit was used; `amount` is in the currency of the registration.

    Raises Refused for a benefit that was not granted, or a day on which it did not count.
    """
    with changing(registration, "record_use", by=by, at=at, version=version) as change:
        row = change.registration
        benefit = next((each for each in row.benefits.all() if each.kind == kind), None)
        if benefit is None:
            raise Refused(_("This benefit was not granted with the registration."))
        if not words.strip():
            raise Refused(_("Say what the benefit was used for."))
        first, today = clocks.local_day(benefit.granted_at, row.zone), clocks.local_day(at, row.zone)
        if not first <= on <= today:
            raise Refused(
                _("The day of use lies between %s, when it was granted, and today.") % day_in_words(first)
            )
        use = BenefitUse.objects.create(
            benefit=benefit, on=on, words=words.strip(), reference=reference.strip(), amount=amount,
            currency=row.currency if amount is not None else "", by=by, at=at,
        )  # fmt: skip
        change.payload = {"use": use.pk}
    return use


def grant(row: Registration, grants: Sequence[Grant], *, by: User, at: datetime) -> None:
    """Write the granted benefits; an approval after an appeal or reinstatement replaces earlier ones."""
    row.benefits.all().delete()
    Benefit.objects.bulk_create(
        Benefit(registration=row, kind=g.kind, percent=g.percent, terms=g.terms, granted_by=by, granted_at=at)
        for g in grants
    )
