"""Two people write one registration: nothing typed is lost, and nobody overwrites unseen."""

import re
from html import unescape

import pytest
from django.http import HttpResponse

from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, rows, text
from partners.models import User
from partners.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def colleague(user: User) -> User:
    return PersonFactory.create(partner=user.partner)


@pytest.fixture
def row(user: User) -> Registration:
    return drafts.start(by=user, at=make.AT)


def conflict(response: HttpResponse) -> str:
    """The page that answers an edit conflict."""
    assert response.status_code == 409
    return unescape(response.content.decode())


def shown(page: str) -> str:
    """What a page remembers of the answers it showed."""
    found = re.search(r'id="shown" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def customer_name(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).customer_name


def test_the_same_answer_changed_by_two_is_shown_side_by_side(
    user: User, colleague: User, row: Registration
) -> None:
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    page = conflict(
        Writer(user).write(row, "customer", version=row.version - 1, customer_name="Bangkok Water")
    )
    assert "Somebody changed the same answers" in page
    assert "<bdi>Metropolitan Waterworks</bdi>" in page
    assert 'value="Bangkok Water"' in page
    assert customer_name(row) == "Metropolitan Waterworks"


def test_continue_after_the_comparison_saves_what_was_typed(
    user: User, colleague: User, row: Registration
) -> None:
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    page = conflict(
        Writer(user).write(row, "customer", version=row.version - 1, customer_name="Bangkok Water")
    )
    row.refresh_from_db()
    assert f'id="version" value="{row.version}"' in page
    Writer(user).write(row, "customer", customer_name="Bangkok Water")
    assert customer_name(row) == "Bangkok Water"


def test_lists_are_compared_too(user: User, colleague: User, row: Registration) -> None:
    person = {"role": "user", "influence": "low", "name": "Malee", "email": "", "phone": ""}
    Writer(colleague).write(row, "decision-chain", **rows("decision_makers", person))
    other = rows("decision_makers", person | {"name": "Anong"})
    page = conflict(Writer(user).write(row, "decision-chain", version=1, **other))
    assert "<bdi>User (influence: low): Malee</bdi>" in page
    assert "<bdi>User (influence: low): Anong</bdi>" in page


def test_a_conflict_shows_yours_theirs_and_what_the_page_had_shown(user: User, colleague: User) -> None:
    row = make.draft(user, customer_name="Royal Irrigation", customer_domain="water.example")
    writer = Writer(user)
    opened = writer.task(row, "customer").content.decode()
    version = Registration.objects.get(pk=row.pk).version
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    page = conflict(
        writer.write(row, "customer", version=version, shown=shown(opened), customer_name="Bangkok Water")
    )
    cells = re.findall(r'<td data-label="([^"]*)"><div><bdi>([^<]*)</bdi>', page)
    assert cells[:3] == [
        ("Yours", "Bangkok Water"),
        ("Theirs, saved now", "Metropolitan Waterworks"),
        ("When you opened the page", "Royal Irrigation"),
    ]


def test_an_answer_left_as_it_was_follows_the_colleague(user: User, colleague: User) -> None:
    row = make.draft(user, customer_name="Royal Irrigation", installation_city="Bangkok")
    writer = Writer(user)
    opened = writer.task(row, "customer").content.decode()
    version = Registration.objects.get(pk=row.pk).version
    given = {"customer_country": "TH", "installation_country": "TH", "customer_name": "Royal Irrigation"}
    Writer(colleague).write(row, "customer", **given, installation_city="Chiang Mai")
    given["customer_name"] = "Royal Irrigation Department"
    response = writer.write(
        row, "customer", version=version, shown=shown(opened), **given, installation_city="Bangkok"
    )
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.customer_name, row.installation_city) == ("Royal Irrigation Department", "Chiang Mai")


def test_the_answer_to_a_return_tells_a_conflict_in_the_same_way(user: User, colleague: User) -> None:
    row = make.returned(user)
    writer = Writer(user)
    opened = writer.task(row, "project").content.decode()
    version = Registration.objects.get(pk=row.pk).version
    Writer(colleague).write(row, "project", budget="300000", currency="USD")
    page = conflict(
        writer.write(row, "project", version=version, shown=shown(opened), budget="400000", currency="USD")
    )
    for words in ("<bdi>400,000.00</bdi>", "<bdi>300,000.00 USD</bdi>", "<bdi>250,000.00</bdi>"):
        assert words in page


@pytest.mark.parametrize("remembered", ["", "x", "[]", '{"customer_name": 7}', '{"products": [[1]]}'])
def test_a_page_that_does_not_say_what_it_showed_still_loses_nothing(
    user: User, colleague: User, row: Registration, remembered: str
) -> None:
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    page = conflict(
        Writer(user).write(
            row, "customer", version=row.version - 1, shown=remembered, customer_name="Bangkok Water"
        )
    )
    assert 'value="Bangkok Water"' in page


def test_two_people_on_different_tasks_do_not_disturb_each_other(
    user: User, colleague: User, row: Registration
) -> None:
    opened = row.version
    Writer(colleague).write(row, "project", project_name="Canal telemetry 2027")
    response = Writer(user).write(row, "customer", version=opened, customer_name="Bangkok Water")
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.customer_name, row.project_name) == ("Bangkok Water", "Canal telemetry 2027")


def test_saving_while_typing_does_not_overwrite_a_colleague(
    user: User, colleague: User, row: Registration
) -> None:
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    fragment = text(
        Writer(user).autosave(row, "customer", version=row.version - 1, customer_name="Bangkok Water")
    )
    assert "Not saved: somebody else changed the same answer." in fragment
    assert 'id="version"' not in fragment
    assert customer_name(row) == "Metropolitan Waterworks"


def test_what_was_attested_is_what_was_seen(user: User, colleague: User) -> None:
    row = make.draft(user, attested_true=False, attested_shared=False)
    row.refresh_from_db()
    Writer(colleague).write(row, "customer", customer_name="Metropolitan Waterworks")
    page = text(Writer(user).submit(row, version=row.version - 1))
    assert "Somebody changed an answer while you looked." in page
    assert Registration.objects.get(pk=row.pk).submitted_at is None


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_form_without_a_known_version_overwrites_nothing(
    user: User, row: Registration, version: str
) -> None:
    Writer(user).write(row, "customer", customer_name="Metropolitan Waterworks")
    Writer(user).write(row, "customer", version=version, customer_name="Bangkok Water")
    assert customer_name(row) == "Metropolitan Waterworks"
