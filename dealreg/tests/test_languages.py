"""The pages a partner reads, in the languages of the programme; the list comes from the URL resolver."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils.formats import number_format
from django.utils.translation import ngettext, override

from deals.models import Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.writer import Writer
from notifications import receipts
from notifications.tests.translated import LANGUAGES, untranslated
from partners.models import User
from partners.roles import Role

pytestmark = pytest.mark.django_db
TASKS = ("customer", "project", "products", "decision-chain", "timeline")
STATES = sorted(Status)
HTML = re.compile(r'<html lang="([^"]+)" dir="([^"]+)"')


def names(*parameters: str, under: URLResolver | None = None, given: tuple[str, ...] = ()) -> Iterator[str]:
    """The pages outside the desk that take exactly these parameters."""
    for entry in (under or get_resolver()).url_patterns:
        if isinstance(entry.pattern, RegexPattern) and entry.pattern.regex.groups:
            continue
        taken = given + tuple(entry.pattern.converters)
        if isinstance(entry, URLResolver) and entry.app_name != "admin":
            yield from names(*parameters, under=entry, given=taken)
        elif isinstance(entry, URLPattern) and entry.name and taken == parameters:
            yield entry.name


class Reader(Writer):
    """A person of a partner, with a browser that asks for one language."""

    def __init__(self, language: str, user: User | None = None) -> None:
        super().__init__(user or make.seller(role=Role.ADMINISTRATOR))
        User.objects.filter(pk=self.user.pk).update(language=language)
        self.user.refresh_from_db()
        self.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    def lacks(self, *pages: tuple[str, ...]) -> set[str]:
        with untranslated(self.user.language) as lacking:
            for name, *arguments in pages:
                response = self.get(name, *arguments)
                assert response.status_code < 500 or name == "healthz"
        return lacking


@pytest.fixture(params=LANGUAGES)
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.param)


def notified() -> None:
    while receipts.collect(make.AT + timedelta(days=40)):
        pass


@pytest.fixture(scope="module")
def told(one_in_each_state: dict[str, Registration]) -> dict[str, Registration]:
    notified()
    return one_in_each_state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_no_page_of_a_registration_is_left_in_english(
    language: str, state: Status, told: dict[str, Registration]
) -> None:
    row = Registration.objects.get(pk=told[state].pk)
    pages = [(name, row.reference) for name in names("reference")]
    tasks = [("registration-task", row.reference, task) for task in TASKS]
    assert Reader(language, row.owner).lacks(*pages, *tasks) == set()


def test_no_page_of_the_portal_is_left_in_english(reader: Reader) -> None:
    make.approved(reader.user)
    make.draft(reader.user)
    notified()
    pages = [(name,) for name in names() if name != "account_logout"]
    assert reader.lacks(*pages, ("account_logout",)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_before_the_sign_in_is_left_in_english(language: str) -> None:
    client = Client(headers={"Accept-Language": language})
    with untranslated(language) as lacking:
        for name in names():
            client.get(reverse(name))
    assert lacking == set()


def test_no_page_of_a_file_of_registrations_is_left_in_english(reader: Reader) -> None:
    spoiled = sheets.row(2) | {"currency": "??"}
    batch = sheets.checked(sheets.csv_file([sheets.row(1), spoiled]), reader.user)
    assert reader.lacks(*[(name, batch.code) for name in names("batch")]) == set()


def test_an_empty_form_is_refused_in_the_readers_language(reader: Reader) -> None:
    row = make.draft(reader.user)
    with untranslated(reader.user.language) as lacking:
        for task in TASKS:
            reader.write(row, task)
        for name in ("apply", "account", "person-invite", "account_change_password", "letter-check"):
            reader.post(name)
    assert lacking == set()


def test_an_invitation_is_not_left_in_english(reader: Reader, mailoutbox: list[EmailMessage]) -> None:
    with untranslated(reader.user.language) as lacking:
        person = {"name": "Mei", "email": "mei@partner.example", "role": Role.MEMBER}
        reader.client.post(reverse("person-invite"), person)
    assert (lacking, len(mailoutbox)) == (set(), 1)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("page", ["account_login", "apply", "letter-check"])
def test_a_page_says_its_language_and_direction(language: str, direction: str, page: str) -> None:
    answer = Client(headers={"Accept-Language": language}).get(reverse(page)).content.decode()
    assert HTML.findall(answer) == [(language, direction)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_arabic_counts_days_in_six_forms(count: int) -> None:
    with override("ar"):
        said = ngettext("%d day left", "%d days left", count) % count
    noun = {3: "أيام", 11: "يومًا"}.get(count, "يوم")
    assert said.split() == ["بقي", str(count), noun]


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_an_amount_reads_alike_in_every_language(language: str) -> None:
    with override(language):
        assert number_format(Decimal(1234567), decimal_pos=2, force_grouping=True) == "1,234,567.00"


def test_every_language_of_the_programme_has_a_catalogue() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"en", *LANGUAGES}
