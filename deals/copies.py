"""A new registration that starts from the answers of an earlier one, so that nothing is written twice."""

from datetime import datetime
from typing import Any

from django.db import transaction

from deals import clocks, drafts
from deals.answers import value
from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from partners.last_days import announced
from partners.models import Partner, User

# Dates, tender and attestations belong to one deal alone.
COPIED = (
    "customer_name", "customer_country", "customer_domain", "tax_number", "installation_country", "installation_city",
    "project_name", "deal_kind", "budget", "currency", "competitors", "products", "decision_makers",
)  # fmt: skip


def earlier(user: User, partner: Partner) -> RegistrationQuerySet:
    """What a person may copy for a company: its registrations that this person sees, the newest first."""
    return (
        Registration.objects.visible_to(user)
        .filter(partner=partner)
        .exclude(customer_name="")
        .order_by("-pk")
    )


def begin(*, partner: Partner, source: Registration | None, by: User, at: datetime) -> Registration:
    """Start a draft, with the answers of an earlier registration if one is given. Raises Refused as `start` does."""
    with transaction.atomic():
        row = drafts.start(by=by, at=at, partner=partner)
        return row if source is None else drafts.edit(row, answers_of(source, by, at), by=by, at=at)


def answers_of(source: Registration, by: User, at: datetime) -> dict[str, Any]:
    """The answers worth copying: product lines only while they may be registered on the partner's day.

    The decision chain goes along for the company that entered it alone (rulebook, *Privacy*).
    """
    answers = {name: value(source, name) for name in COPIED}
    if source.filing_company_id != by.partner_id:
        del answers["decision_makers"]
    ends, today = announced().products, clocks.local_day(at, source.partner.zone)
    answers["products"] = [
        product for product in answers["products"] if ends.open(product.product_line.code, today)
    ]
    return answers
