"""A company applies on the public page, on allauth's own sign-up."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from partners.models import Partner, User
from partners.roles import Role
from partners.tests.factories import PartnerFactory, PersonFactory, RegionCountryFactory
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk to the harbour"


def application(**answers: Any) -> dict[str, Any]:
    RegionCountryFactory.create()
    return {
        "company": "Chao Phraya Systems", "country": "TH", "about": "Storage for hospitals",
        "name": "Somsri Wattana", "email": "somsri@chaophraya.example",
        "password1": PASSWORD, "password2": PASSWORD,
    } | answers  # fmt: skip


def test_the_page_is_open_to_everybody() -> None:
    assert Client().get(reverse("apply")).status_code == 200


def test_a_company_applies_as_registered_partner_with_its_first_administrator() -> None:
    Client().post(reverse("apply"), application())
    company = Partner.objects.get()
    person = company.people.get()
    assert (company.status, company.tier) == (Partner.Status.APPLIED, Tier.REGISTERED)
    assert person.role == Role.ADMINISTRATOR
    assert person.time_zone == company.time_zone == company.region.time_zone


def test_the_address_must_be_verified_before_anything() -> None:
    client = Client()
    client.post(reverse("apply"), application())
    assert [message.to for message in mail.outbox] == [["somsri@chaophraya.example"]]
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))


def test_a_known_address_is_answered_like_an_unknown_one() -> None:
    PersonFactory.create(partner=PartnerFactory.create(), email="known@example.com")
    unknown = Client().post(reverse("apply"), application())
    known = Client().post(reverse("apply"), application(email="known@example.com"))
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert User.objects.filter(email="known@example.com").count() == 1
    assert Partner.objects.filter(name="Chao Phraya Systems").count() == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"company": ""}, "Write the company’s name."),
        ({"country": "FR"}, "Choose one from the list."),
        ({"password1": "short", "password2": "short"}, "12"),
        ({"email": ""}, "Write your e-mail address."),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_saved(answer: dict[str, str], words: str) -> None:
    page = Client().post(reverse("apply"), application(**answer))
    assert words in page.content.decode()
    assert not Partner.objects.exists()


def test_the_old_way_to_sign_up_leads_to_the_application() -> None:
    page = Client().get(reverse("account_signup"), follow=True)
    assert reverse("apply") in page.content.decode()
