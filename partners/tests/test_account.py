"""One's own account."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from partners.tests.factories import PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return PersonFactory.create(partner=PartnerFactory.create(), time_zone="Asia/Bangkok")


@pytest.fixture
def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def save(browser: Client, **answers: str) -> str:
    given = {"name": "Somsri", "language": "en", "time_zone": "Asia/Bangkok", "theme": "system"} | answers
    return browser.post(reverse("account"), given, follow=True).content.decode()


def test_name_and_zone_are_saved(browser: Client, person: User) -> None:
    save(browser, name="Somsri Wattana", time_zone="Europe/Berlin")
    person.refresh_from_db()
    assert (person.name, person.time_zone) == ("Somsri Wattana", "Europe/Berlin")


def test_the_language_holds_for_the_next_page_and_for_mails(browser: Client, person: User) -> None:
    page = save(browser, language="ar")
    person.refresh_from_db()
    assert person.language == "ar"
    assert 'dir="rtl"' in page


def test_the_colours_hold_without_script(browser: Client) -> None:
    assert 'data-bs-theme="dark"' in save(browser, theme="dark")


@pytest.mark.parametrize("field", ["partner", "role", "email", "is_active"])
def test_nothing_else_of_a_person_can_be_changed_here(browser: Client, person: User, field: str) -> None:
    before = getattr(person, field)
    save(browser, **{field: ""})
    person.refresh_from_db()
    assert getattr(person, field) == before


def test_a_zone_that_does_not_exist_is_not_saved(browser: Client, person: User) -> None:
    assert "Choose one from the list." in save(browser, time_zone="Mars/Base")
    person.refresh_from_db()
    assert person.time_zone == "Asia/Bangkok"
