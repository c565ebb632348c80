"""The card of a company at the desk: its numbers, whose it is, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from deals import company_card
from deals.tests import factories as make
from deals.tests.desk import Desk
from partners.models import Partner
from partners.tests.factories import (
    AuthorisationFactory,
    CoordinatorFactory,
    ManagerFactory,
    PersonFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def card(partner: Partner | None) -> str:
    assert partner
    return reverse("admin:deals_partner_card", args=[partner.pk])


def test_the_approval_rate_counts_decisions_alone() -> None:
    seller = make.seller()
    make.approved(seller)
    make.rejected(seller)
    make.submitted(seller)
    assert seller.partner
    found = company_card.numbers(seller.partner, make.AT + timedelta(days=1))
    assert (found.accepted, found.decided, found.approval_rate) == (1, 2, 50)


def test_a_company_without_a_decision_has_no_rate() -> None:
    page = Desk(ManagerFactory.create()).get(card(make.submitted().partner)).content.decode()
    assert "Nothing decided yet" in page


def test_the_card_names_people_authorisations_and_cases() -> None:
    row = make.approved()
    person = PersonFactory.create(partner=row.partner, name="Somchai Jaidee")
    coming = AuthorisationFactory.create(partner=row.partner, starts_on=make.AT.date() + timedelta(days=90))
    page = Desk(CoordinatorFactory.create()).get(card(row.partner)).content.decode()
    assert person.name in page
    assert coming.product_line.name in page
    assert row.reference in page


def test_a_card_of_another_region_does_not_exist() -> None:
    row = make.approved()
    RegionFactory.create(code="emea")
    assert Desk(CoordinatorFactory.create(region_codes=["emea"])).get(card(row.partner)).status_code == 404


def test_a_partner_reaches_no_card() -> None:
    row = make.approved()
    assert Desk(row.owner).get(card(row.partner)).status_code in (302, 404)


@pytest.mark.parametrize("many", [1, 6])
def test_the_card_costs_the_same_for_few_and_for_many(many: int, django_assert_max_num_queries: Any) -> None:
    seller = make.seller()
    for _number in range(many):
        make.submitted(seller)
        PersonFactory.create(partner=seller.partner)
    desk = Desk(CoordinatorFactory.create())
    with django_assert_max_num_queries(20):
        assert desk.get(card(seller.partner)).status_code == 200
