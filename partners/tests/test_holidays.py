"""Holidays of a working calendar: as lines, what is kept, and what is said where none are known."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from partners import calendar_files, holidays
from partners.models import Holiday
from partners.tests.factories import RegionFactory
from partners.tests.test_calendar_files import FILE
from partners.working_time import WorkingCalendar

TODAY = date(2026, 11, 29)


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


@pytest.mark.django_db
def test_keeping_the_same_days_twice_changes_nothing() -> None:
    calendar = RegionFactory.create().calendar
    days = calendar_files.read_file(FILE, TODAY)
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
