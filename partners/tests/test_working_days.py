from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from partners.tests.working import BERLIN, WEEKEND, local
from partners.working_time import (
    WorkingCalendar,
    add_working_days,
    add_working_time,
    is_working_day,
    working_time_between,
)


def test_two_working_days_from_friday_afternoon_end_on_tuesday_afternoon() -> None:
    due = add_working_time(local(BERLIN, 2026, 6, 5, 15), timedelta(days=2), BERLIN)
    assert due == local(BERLIN, 2026, 6, 9, 15)


def test_two_working_days_from_a_saturday_are_up_when_tuesday_ends() -> None:
    due = add_working_time(local(BERLIN, 2026, 6, 6, 11), timedelta(days=2), BERLIN)
    assert due == local(BERLIN, 2026, 6, 10)


def test_time_used_up_with_friday_is_up_at_its_midnight_and_not_on_monday() -> None:
    due = add_working_time(local(BERLIN, 2026, 6, 4), timedelta(days=2), BERLIN)
    assert due == local(BERLIN, 2026, 6, 6)


def test_no_working_time_takes_none_even_on_a_weekend() -> None:
    saturday = local(BERLIN, 2026, 6, 6, 11)
    assert add_working_time(saturday, timedelta(), BERLIN) == saturday


def test_a_working_day_with_a_clock_change_counts_the_hours_it_has() -> None:
    every_day = WorkingCalendar(BERLIN.zone, frozenset(), frozenset())
    assert working_time_between(
        local(every_day, 2026, 3, 29), local(every_day, 2026, 3, 30), every_day
    ) == timedelta(hours=23)


def test_a_holiday_of_many_months_is_waited_out() -> None:
    closed = frozenset(date(2026, 6, 8) + timedelta(days=n) for n in range(700))
    calendar = WorkingCalendar(BERLIN.zone, WEEKEND, closed)
    due = add_working_time(local(calendar, 2026, 6, 5, 15), timedelta(days=1), calendar)
    assert due == local(calendar, 2028, 5, 8, 15)


def test_a_friday_and_saturday_weekend_is_respected() -> None:
    cairo = WorkingCalendar(ZoneInfo("Africa/Cairo"), frozenset({4, 5}), frozenset())
    assert [is_working_day(cairo, date(2026, 6, day)) for day in (4, 5, 6, 7)] == [True, False, False, True]


def test_five_working_days_leave_out_the_day_itself_the_weekend_and_the_holiday() -> None:
    calendar = WorkingCalendar(BERLIN.zone, WEEKEND, frozenset({date(2026, 6, 4)}))
    due = add_working_days(local(calendar, 2026, 6, 2, 0, 5), 5, calendar)
    assert due == local(calendar, 2026, 6, 10, 23, 59, 59)


def test_no_working_days_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(local(BERLIN, 2026, 6, 5), 0, BERLIN)
