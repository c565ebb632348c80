"""Holidays of a working calendar: as lines, from a calendar file, and what is said where none are known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from partners import holidays
from partners.models import Holiday, WorkingCalendarModel
from partners.tests.factories import CoordinatorFactory, ManagerFactory, PolicyFactory, RegionFactory
from partners.working_time import WorkingCalendar

TODAY = date(2026, 11, 29)
FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Office of the calendar//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20270101\r
SUMMARY:New Year's Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20270206\r
DTEND;VALUE=DATE:20270209\r
SUMMARY:Spring Festival\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART;VALUE=DATE:20201225\r
RRULE:FREQ=YEARLY\r
SUMMARY:Christmas Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:4\r
DTSTART;VALUE=DATE:20270501\r
STATUS:CANCELLED\r
SUMMARY:Labour Day\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


def desk(person: Any = None) -> Client:
    client = Client()
    client.force_login(person or ManagerFactory.create())
    return client


def page_of(calendar: WorkingCalendarModel) -> str:
    return reverse("admin:partners_workingcalendarmodel_holidays", args=[calendar.pk])


@given(
    st.dictionaries(
        st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.from_regex(r"\A[A-Za-z]{1,20}\Z"), max_size=40
    )
)
def test_lines_written_are_read_back_as_the_same_days(days: dict[date, str]) -> None:
    assert holidays.read_lines(holidays.as_lines(days)) == days


def test_every_line_that_cannot_be_read_is_named_in_one_pass() -> None:
    with pytest.raises(ValidationError) as refused:
        holidays.read_lines("2027-01-01 New Year\nMay Day\n2027-02-30 Leap\n\n2027-01-01 Again")
    assert [message.split(":")[0] for message in refused.value.messages] == ["Line 2", "Line 3", "Line 5"]


def test_a_calendar_file_gives_each_day_of_an_entry_and_the_next_years_of_one_that_recurs() -> None:
    assert holidays.read_file(FILE, TODAY) == {
        date(2026, 12, 25): "Christmas Day",
        date(2027, 1, 1): "New Year's Day",
        date(2027, 2, 6): "Spring Festival",
        date(2027, 2, 7): "Spring Festival",
        date(2027, 2, 8): "Spring Festival",
        date(2027, 12, 25): "Christmas Day",
        date(2028, 12, 25): "Christmas Day",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(ValidationError, match="Choose"):
        holidays.read_file(content, TODAY)


@pytest.mark.django_db
def test_keeping_the_same_days_twice_changes_nothing() -> None:
    calendar = RegionFactory.create().calendar
    days = holidays.read_file(FILE, TODAY)
    holidays.keep(calendar, days)
    before = list(Holiday.objects.order_by("pk").values_list())
    assert not holidays.keep(calendar, days)
    assert list(Holiday.objects.order_by("pk").values_list()) == before


@pytest.mark.django_db
def test_what_is_left_out_of_the_lines_is_removed_and_a_new_name_renames() -> None:
    calendar = RegionFactory.create().calendar
    holidays.keep(calendar, {date(2027, 1, 1): "New Year", date(2027, 5, 1): "Labour Day"})
    holidays.keep(calendar, {date(2027, 1, 1): "New Year's Day"})
    assert holidays.known(calendar) == {date(2027, 1, 1): "New Year's Day"}


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2026, 9, 30), []), (date(2026, 10, 1), [2027]), (date(2027, 1, 1), [2027])],
)
def test_the_next_year_is_missed_from_october_on(today: date, missing: list[int]) -> None:
    assert holidays.missing_years([date(2026, 1, 1)], today) == missing


def test_the_example_waits_over_the_free_day_it_meets() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    calendar = WorkingCalendar(berlin, frozenset({5, 6}), frozenset({date(2026, 12, 25)}))
    submitted, promised = holidays.example(calendar, 2, TODAY)
    assert (submitted, promised) == (
        datetime(2026, 12, 24, 15, 40, tzinfo=UTC), datetime(2026, 12, 29, 15, 40, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_file_is_shown_in_the_lines_and_kept_only_when_they_are_saved() -> None:
    calendar, client = RegionFactory.create().calendar, desk()
    PolicyFactory.create()
    file = SimpleUploadedFile("holidays.ics", FILE)
    answer = client.post(page_of(calendar), {"lines": "2027-03-08 Women's Day", "file": file, "read": ""})
    shown = answer.context["form"]["lines"].value()
    assert ("2027-02-07 Spring Festival" in shown, "2027-03-08 Women" in shown) == (True, True)
    assert not calendar.holidays.exists()
    client.post(page_of(calendar), {"lines": shown, "save": ""})
    assert calendar.holidays.count() == len(shown.split("\n")) - shown.count("\n\n")


@pytest.mark.django_db
def test_lines_that_cannot_be_read_are_shown_again_as_they_were_typed() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    answer = desk().post(page_of(calendar), {"lines": "Mayday 2027", "save": ""})
    assert (answer.status_code, answer.context["form"]["lines"].value()) == (422, "Mayday 2027")


@pytest.mark.django_db
def test_a_file_chosen_is_not_forgotten_by_saving_without_reading_it() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    file = SimpleUploadedFile("holidays.ics", FILE)
    answer = desk().post(page_of(calendar), {"lines": "", "file": file, "save": ""})
    assert "Read the file into the lines first" in answer.content.decode()


@pytest.mark.django_db
def test_a_calendar_in_use_without_holidays_says_so() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    year = datetime.now(tz=UTC).year
    assert f"None known for {year}" in desk().get(page_of(calendar)).content.decode()
    holidays.keep(calendar, {date(year, 1, 1): "New Year", date(year + 1, 1, 1): "New Year"})
    assert "None known" not in desk().get(page_of(calendar)).content.decode()


@pytest.mark.django_db
def test_a_coordinator_changes_no_holiday() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    answer = desk(CoordinatorFactory.create()).post(
        page_of(calendar), {"lines": "2027-01-01 New Year", "save": ""}
    )
    assert (answer.status_code in (403, 404), calendar.holidays.exists()) == (True, False)


def test_an_entry_of_many_weeks_is_taken_as_its_first_day() -> None:
    long = FILE.replace(b"20270209", (b"20270206"[:4] + b"1231"))
    days = holidays.read_file(long, TODAY)
    assert date(2027, 2, 6) in days
    assert date(2027, 2, 6) + timedelta(days=1) not in days
