"""allauth's pages of an account, in the portal's words."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from deals.tests import factories as make
from partners.models import User
from partners.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
MAIN, CONFIRM, REMOVE = "action_primary", "action_send", "action_remove"


@pytest.fixture
def person() -> User:
    someone = make.seller()
    EmailAddress.objects.create(user=someone, email=someone.email, primary=True, verified=True)
    return someone


def buttons(person: User) -> set[str]:
    browser = Client()
    browser.force_login(person)
    page = browser.get(reverse("account_email")).text
    return {name for name in (MAIN, CONFIRM, REMOVE) if f'name="{name}"' in page}


def test_a_single_confirmed_address_offers_nothing_that_cannot_be_done(person: User) -> None:
    assert buttons(person) == set()


def test_a_single_address_that_nobody_confirmed_can_be_confirmed(person: User) -> None:
    EmailAddress.objects.filter(user=person).update(verified=False)
    assert buttons(person) == {CONFIRM}


def test_of_two_confirmed_addresses_one_can_be_chosen_or_removed(person: User) -> None:
    EmailAddress.objects.create(user=person, email="second@example.com", verified=True)
    assert buttons(person) == {MAIN, REMOVE}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("account_email", "E-mail address"),
        ("account_change_password", "Current password"),
        ("account_change_password", "New password (again)"),
    ],
)
def test_fields_of_the_account_are_called_as_on_the_other_pages(person: User, name: str, label: str) -> None:
    browser = Client()
    browser.force_login(person)
    assert f">{label}" in "".join(browser.get(reverse(name)).text.split("\n")).replace("> ", ">").replace(
        "  ", ""
    )


def test_a_device_is_shown_by_browser_and_system(person: User) -> None:
    browser = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/143.0"})
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "Firefox on Windows" in browser.get(reverse("usersessions_list")).text


def test_signed_in_devices_tell_since_when_with_the_zone_in_words(person: User) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "Thailand Time</time>" in browser.get(reverse("usersessions_list")).text
