"""Companies alike beside an application: found by number, domain or name, each with why."""

from typing import Any

import pytest
from django.urls import reverse

from deals import alike_companies
from deals.tests.desk import Desk, text
from partners import membership
from partners.models import Partner
from partners.tests.factories import (
    LONG_AGO,
    ApplicantFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def applicant(**fields: Any) -> Partner:
    return ApplicantFactory.create(
        **{"name": "Lagos Cloudworks", "register_number": "", "domain": "", **fields}
    )


def found(company: Partner) -> dict[str, tuple[str, ...]]:
    rows = alike_companies.alike(company, ManagerFactory.create()).found
    return {row.company.name: row.why for row in rows}


@pytest.mark.parametrize(
    ("theirs", "mine", "why"),
    [
        ({"register_number": "RC-104 9921"}, {"register_number": "rc1049921"}, "same register or tax number"),
        (
            {"domain": "https://www.cloudworks.example/ng"},
            {"domain": "cloudworks.example"},
            "same web domain",
        ),
    ],
)
def test_one_identifier_written_otherwise_is_enough(
    theirs: dict[str, str], mine: dict[str, str], why: str
) -> None:
    PartnerFactory.create(name="Harbour Group", **theirs)
    assert found(applicant(**mine)) == {"Harbour Group": (why,)}


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("Lagos Cloud Works Ltd", "Lagos Cloudworks"),
        ("Savannah Tech Ltd", "SAVANNAH TECHNOLOGIES LIMITED"),
        ("华为技术有限公司", "Huawei Technologies"),
    ],
)
def test_a_name_spelled_otherwise_is_alike(theirs: str, mine: str) -> None:
    PartnerFactory.create(name=theirs)
    assert "similar name" in found(applicant(name=mine))[theirs][0]


def test_a_shared_trade_or_place_makes_no_name_alike() -> None:
    PartnerFactory.create(name="Lagos Storage Systems")
    PartnerFactory.create(name="Nairobi Cloudhouse")
    assert found(applicant()) == {}


def test_a_free_mail_domain_or_a_plain_number_identifies_nobody() -> None:
    PartnerFactory.create(name="Harbour Group", domain="gmail.com", register_number="11111")
    assert found(applicant(domain="gmail.com", register_number="11111")) == {}


def test_the_company_with_the_same_number_comes_before_one_with_a_similar_name() -> None:
    PartnerFactory.create(name="Lagos Cloudworks Ltd")
    PartnerFactory.create(name="Harbour Group", register_number="RC1049921")
    assert list(found(applicant(register_number="RC1049921"))) == ["Harbour Group", "Lagos Cloudworks Ltd"]


def test_an_earlier_application_is_found_with_why_it_was_refused() -> None:
    earlier = applicant(name="Lagos Cloudworks Ltd")
    manager = ManagerFactory.create()
    membership.decide(earlier, "refuse", by=manager, at=LONG_AGO, codes=["company-unclear"])
    url = reverse("admin:partners_partner_decide", args=[applicant().pk, "accept"])
    page = text(Desk(manager).get(url))
    assert "Lagos Cloudworks Ltd" in page
    assert "The company could not be identified from what was given." in page


def test_a_company_of_another_region_is_counted_and_not_named() -> None:
    far = PartnerFactory.create(region=RegionFactory.create(code="emea"), name="Lagos Cloudworks Ltd")
    url = reverse("admin:deals_partner_card", args=[applicant().pk])
    page = text(Desk(CoordinatorFactory.create()).get(url))
    assert far.name not in page
    assert "1 more in a region that is not yours" in page


def test_nothing_is_looked_for_beside_a_company_of_the_programme() -> None:
    PartnerFactory.create(name="Lagos Cloudworks")
    url = reverse("admin:deals_partner_card", args=[PartnerFactory.create(name="Lagos Cloudworks Ltd").pk])
    assert "Companies alike" not in text(Desk(ManagerFactory.create()).get(url))


@pytest.mark.parametrize("many", [1, 12])
def test_it_takes_three_queries_for_few_and_for_many(many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        earlier = applicant(name=f"Lagos Cloudworks {'Ltd' * (number % 2)}")
        membership.decide(
            earlier, "refuse", by=ManagerFactory.create(), at=LONG_AGO, codes=["already-partner"]
        )
    company, reader = applicant(), ManagerFactory.create()
    with django_assert_num_queries(3):
        seen = alike_companies.alike(company, reader)
    assert len(seen.found) + seen.left_off == many
