"""Customers and people of earlier registrations, taken over by a press; only what the company itself wrote."""

import pytest

from deals import drafts, lifecycle
from deals.drafts import Person
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, rows, text
from partners.models import User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db
PEOPLE = [
    Person("decision-maker", "high", "Somchai Canary", "somchai.canary@customer.example", "+66 2 555 0100")
]


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def earlier(user: User) -> Registration:
    return make.submitted(
        user,
        customer_name="Royal Irrigation",
        tax_number="0107",
        installation_city="Chiang Mai",
        decision_makers=PEOPLE,
    )


@pytest.fixture
def row(user: User) -> Registration:
    return drafts.start(by=user, at=make.AT)


def at_same_customer(user: User) -> Registration:
    return drafts.edit(
        drafts.start(by=user, at=make.AT), {"customer_name": "royal  irrigation"}, by=user, at=make.AT
    )


def on_behalf() -> tuple[User, User]:
    """A distributor's person who registered Royal Irrigation for a partner, and a person of that partner."""
    partner = make.seller()
    by = make.seller(PartnerFactory.create(tier="distributor"))
    DistributorLinkFactory.create(distributor=by.partner, partner=partner.partner)
    row = drafts.start(by=by, at=make.AT, partner=partner.partner)
    row = drafts.edit(
        row, make.answers(customer_name="Royal Irrigation", decision_makers=PEOPLE), by=by, at=make.AT
    )
    lifecycle.submit(row, by=by, at=make.AT)
    return by, partner


def test_a_chosen_customer_fills_the_page_and_is_saved(
    user: User, earlier: Registration, row: Registration
) -> None:
    writer = Writer(user)
    assert "Royal Irrigation, Chiang Mai" in text(writer.task(row, "customer"))
    page = text(writer.write(row, "customer", take="1", reuse=earlier.reference))
    assert 'value="Royal Irrigation"' in page
    row.refresh_from_db()
    assert (row.customer_name, row.tax_number, row.installation_city) == (
        "Royal Irrigation",
        "0107",
        "Chiang Mai",
    )


def test_a_customer_is_offered_once_as_last_written(
    user: User, earlier: Registration, row: Registration
) -> None:
    make.draft(user, customer_name="ROYAL IRRIGATION", installation_city="Udon Thani")
    page = text(Writer(user).task(row, "customer"))
    assert "ROYAL IRRIGATION, Udon Thani" in page
    assert "Royal Irrigation, Chiang Mai" not in page


def test_a_person_named_before_at_the_same_customer_is_added_to_what_was_typed(
    user: User, earlier: Registration
) -> None:
    row, writer = at_same_customer(user), Writer(user)
    assert "Decision maker (influence: high): Somchai Canary" in text(writer.task(row, "decision-chain"))
    typed = rows(
        "decision_makers", {"role": "user", "influence": "low", "name": "Malee", "email": "", "phone": ""}
    )
    key = str(earlier.decision_makers.get().pk)
    page = text(writer.write(row, "decision-chain", take="1", reuse=key, **typed))
    assert [person.name for person in row.decision_makers.all()] == ["Malee", "Somchai Canary"]
    assert f'<option value="{key}">' not in page


def test_people_of_another_customer_are_not_offered(
    user: User, earlier: Registration, row: Registration
) -> None:
    drafts.edit(row, {"customer_name": "Bangkok Water"}, by=user, at=make.AT)
    assert "Somchai" not in text(Writer(user).task(row, "decision-chain"))


def test_nothing_of_another_company_is_offered_or_taken(earlier: Registration) -> None:
    stranger = make.seller()
    row, writer = at_same_customer(stranger), Writer(stranger)
    assert earlier.reference not in text(writer.task(row, "customer"))
    assert "Somchai" not in text(writer.task(row, "decision-chain"))
    writer.write(row, "customer", take="1", reuse=earlier.reference, customer_name="Mine")
    writer.write(row, "decision-chain", take="1", reuse=str(earlier.decision_makers.get().pk))
    row.refresh_from_db()
    assert (row.customer_name, row.tax_number, row.decision_makers.count()) == ("Mine", "", 0)


def test_a_partner_is_not_offered_the_people_its_distributor_named() -> None:
    _by, partner = on_behalf()
    row = at_same_customer(partner)
    assert "Somchai" not in text(Writer(partner).task(row, "decision-chain"))


def test_a_copy_takes_the_people_along_for_the_company_that_named_them_alone() -> None:
    by, partner = on_behalf()
    source = Registration.objects.get(owner=by)
    Writer(partner).post("registration-start", source=source.reference)
    copy = Registration.objects.get(owner=partner)
    assert (copy.customer_name, copy.decision_makers.count()) == ("Royal Irrigation", 0)


def test_a_partner_reads_what_its_distributor_writes_but_does_not_write_it() -> None:
    by, partner = on_behalf()
    row = drafts.start(by=by, at=make.AT, partner=partner.partner)
    writer = Writer(partner)
    detail = f"/registrations/{row.reference}/"
    assert writer.task(row, "decision-chain").headers["Location"] == detail
    assert writer.get("registration-check", row.reference).headers["Location"] == detail
    assert writer.autosave(row, "customer", customer_name="Mine").status_code == 404


def test_a_colleague_is_offered_the_same(user: User, earlier: Registration) -> None:
    colleague = PersonFactory.create(partner=user.partner)
    row = drafts.start(by=colleague, at=make.AT)
    assert earlier.reference in text(Writer(colleague).task(row, "customer"))
