"""What the desk says of the people behind an application before it is decided."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from partners.models import Partner, User
from partners.roles import Role
from partners.tests.factories import ApplicantFactory, CoordinatorFactory, PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db
Page = Callable[[Partner], str]
CONFIRMED, UNCONFIRMED = "The address is confirmed.", "The address is not confirmed yet."


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def company() -> Partner:
    return ApplicantFactory.create()


def applicant(company: Partner, *, verified: bool) -> User:
    person = PersonFactory.create(partner=company, role=Role.ADMINISTRATOR)
    EmailAddress.objects.create(user=person, email=person.email.upper(), primary=True, verified=verified)
    return person


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(CoordinatorFactory.create())
    return client


@pytest.fixture(params=["decision", "card"])
def read(request: pytest.FixtureRequest, desk: Client) -> Page:
    """Reads one of the pages before a decision on a company."""

    def opened(company: Partner) -> str:
        if request.param == "card":
            return desk.get(reverse("admin:deals_partner_card", args=[company.pk])).text
        return desk.get(reverse("admin:partners_partner_decide", args=[company.pk, "accept"])).text

    return opened


@pytest.mark.parametrize(("verified", "said", "unsaid"), [
    (True, CONFIRMED, UNCONFIRMED), (False, UNCONFIRMED, CONFIRMED),
])  # fmt: skip
def test_an_application_says_whether_the_address_of_its_applicant_is_confirmed(
    verified: bool, said: str, unsaid: str, read: Page, company: Partner
) -> None:
    person = applicant(company, verified=verified)
    shown = read(company)
    assert person.email in shown
    assert said in shown
    assert unsaid not in shown


def test_another_address_of_the_applicant_confirms_nothing(read: Page, company: Partner) -> None:
    person = applicant(company, verified=False)
    EmailAddress.objects.create(user=person, email="other@here.example", verified=True)
    assert UNCONFIRMED in read(company)


def test_nothing_is_said_of_addresses_of_a_partner(read: Page) -> None:
    company = PartnerFactory.create()
    applicant(company, verified=False)
    assert UNCONFIRMED not in read(company)


def test_an_application_of_many_people_asks_no_more_than_that_of_few(read: Page, company: Partner) -> None:
    read(company)
    asked = []
    for people in (1, 5):
        for _person in range(people):
            applicant(company, verified=False)
        with CaptureQueriesContext(connection) as queries:
            read(company)
        asked.append(len(queries))
    assert asked[0] == asked[1]
