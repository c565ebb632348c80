"""The calendar of deadlines under a secret address."""

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client, override_settings
from icalendar import Calendar

from deals import behalf, extensions, feeds
from deals.models import CalendarFeed
from deals.tests import factories as make
from deals.tests.clock import END_OF_DAY_28, END_OF_VALIDITY, fresh
from deals.tests.test_behalf import LATER, registered
from deals.tests.writer import Writer, text
from partners.models import User
from partners.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def opened(by: User, *, whole_company: bool = False) -> str:
    return feeds.open_feed(by=by, whole_company=whole_company, at=make.AT)


def fetched(secret: str, at: datetime = LATER, **headers: str) -> Any:
    ahead = (at - datetime.now(at.tzinfo)).total_seconds()
    with override_settings(DEMO_CLOCK_OFFSET=ahead):
        return Client().get("/calendar/deadlines.ics", {"key": secret}, headers=headers)


def entries(secret: str, at: datetime = LATER) -> dict[str, datetime]:
    response = fetched(secret, at)
    assert response.status_code == 200
    events: list[Any] = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(event["summary"]): event["dtstart"].dt for event in events}


def test_it_holds_the_deadlines_of_ones_own_registrations() -> None:
    row = make.approved()
    make.approved(PersonFactory.create(partner=row.partner))
    make.approved()
    assert entries(opened(row.owner)) == {
        f"Update due: {row.reference}": END_OF_DAY_28,
        f"Valid until: {row.reference}": END_OF_VALIDITY,
    }


def test_it_holds_those_of_the_company_where_asked_for() -> None:
    row = make.approved()
    colleague = PersonFactory.create(partner=row.partner)
    assert len(entries(opened(colleague, whole_company=True))) == 2
    assert entries(opened(colleague)) == {}


def test_a_clock_that_stands_still_has_no_deadline() -> None:
    row = make.approved()
    at = make.AT + 150 * DAY
    make.kept_up(row, at)
    extensions.ask_extension(
        row, close_on=at.date() + 60 * DAY, reason="Tender moved", by=row.owner, at=at + DAY
    )
    assert list(entries(opened(row.owner), at + DAY)) == [f"Valid until: {row.reference}"]


def test_it_names_no_customer_and_no_person() -> None:
    row = make.approved()
    body = fetched(opened(row.owner)).content.decode()
    for words in (row.customer_name, row.project_name, row.owner.name, row.owner.email, "Canary"):
        assert words not in body


def test_what_one_no_longer_sees_is_gone_at_the_next_fetch() -> None:
    registration, person = registered()
    secret = opened(registration.owner, whole_company=True)
    assert len(entries(secret)) == 1
    behalf.hide(fresh(registration), by=person, at=LATER)
    assert entries(secret) == {}


@pytest.mark.parametrize("how", ["ended", "renewed", "left", "forged"])
def test_an_address_that_no_longer_counts_finds_nothing(how: str) -> None:
    row = make.approved()
    secret = opened(row.owner)
    assert fetched(secret).status_code == 200
    if how == "ended":
        feeds.close_feed(by=row.owner)
    elif how == "renewed":
        opened(row.owner)
    elif how == "left":
        row.owner.is_active = False
        row.owner.save()
    else:
        secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    assert fetched(secret).status_code == 404


def test_the_secret_itself_is_kept_nowhere() -> None:
    secret = opened(make.seller())
    kept = CalendarFeed.objects.values_list().get()
    assert secret not in map(str, kept)
    assert secret.partition(".")[0] not in map(str, kept)


def test_an_unchanged_calendar_is_not_sent_again() -> None:
    row = make.approved()
    secret = opened(row.owner)
    first = fetched(secret)
    again = fetched(secret, LATER + timedelta(hours=1), **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.updated(row, LATER)
    assert fetched(secret, LATER, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_the_page_shows_a_new_address_once() -> None:
    row = make.approved()
    writer = Writer(row.owner)
    page = text(writer.post("account-calendar", whose="mine"))
    address = unescape(page.partition('id="address" readonly value="')[2].partition('"')[0])
    secret = address.partition("?key=")[2]
    assert len(entries(secret)) == 2
    assert secret not in text(writer.get("account-calendar"))
    writer.post("account-calendar", stop="1")
    assert fetched(secret).status_code == 404
