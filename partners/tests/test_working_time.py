"""Local days and working time, by example and against counting minute by minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.working_time import (
    WorkingCalendar,
    add_working_days,
    add_working_time,
    end_of_day,
    in_utc,
    is_working_day,
    local_day,
    start_of_day,
    working_time_between,
)

MINUTE = timedelta(minutes=1)
WEEKEND = frozenset({5, 6})
BERLIN = WorkingCalendar(ZoneInfo("Europe/Berlin"), WEEKEND, frozenset())
AWKWARD = (
    *("UTC", "Europe/Berlin", "Asia/Beirut", "America/Havana", "Africa/Cairo", "Asia/Kathmandu"),
    *("Pacific/Apia", "America/Nuuk", "America/Sao_Paulo", "Australia/Lord_Howe"),
)

by_counting = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
minutes_of_history = st.integers(0, 52 * 365 * 1440).map(
    lambda minutes: datetime(1985, 1, 1, tzinfo=UTC) + minutes * MINUTE
)


@st.composite
def calendars_around(draw: st.DrawFn, start: datetime) -> WorkingCalendar:
    """Any weekend but a whole week, and holidays strewn over the ten days after `start`."""
    first = start.date()
    near = st.integers(0, 10).map(lambda days: first + timedelta(days=days))
    return WorkingCalendar(
        zone=ZoneInfo(draw(st.sampled_from(AWKWARD))),
        weekend=draw(st.frozensets(st.integers(0, 6), max_size=3)),
        holidays=draw(st.frozensets(near, max_size=4)),
    )


def works_at(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether the wall calendar in the zone shows a working day at that instant."""
    wall = at.astimezone(calendar.zone)
    return wall.strftime("%w") not in {str((day + 1) % 7) for day in calendar.weekend} and (
        wall.date() not in calendar.holidays
    )


def local(calendar: WorkingCalendar, year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=calendar.zone)


@by_counting
@given(data=st.data(), start=minutes_of_history, minutes=st.integers(1, 4 * 24 * 60))
def test_working_time_is_added_as_counting_minutes_would(
    data: st.DataObject, start: datetime, minutes: int
) -> None:
    calendar = data.draw(calendars_around(start))
    at, left = start, minutes
    while left:
        left -= works_at(at, calendar)
        at += MINUTE
    assert add_working_time(start, minutes * MINUTE, calendar) == at


@by_counting
@given(data=st.data(), start=minutes_of_history, minutes=st.integers(0, 9 * 24 * 60))
def test_working_time_between_is_what_counting_minutes_finds(
    data: st.DataObject, start: datetime, minutes: int
) -> None:
    calendar = data.draw(calendars_around(start))
    counted = sum(works_at(start + n * MINUTE, calendar) for n in range(minutes))
    assert working_time_between(start, start + minutes * MINUTE, calendar) == counted * MINUTE


@by_counting
@given(data=st.data(), start=minutes_of_history, days=st.integers(1, 10))
def test_the_nth_working_day_ends_where_counting_minutes_leaves_it(
    data: st.DataObject, start: datetime, days: int
) -> None:
    calendar = data.draw(calendars_around(start))
    at, day, seen = start, start.astimezone(calendar.zone).date(), 0
    last = start
    while seen <= days:
        if at.astimezone(calendar.zone).date() != day:
            day = at.astimezone(calendar.zone).date()
            seen += works_at(at, calendar)
        if seen == days and works_at(at, calendar):
            last = at
        elif seen == days and last > start:
            break
        at += MINUTE
    assert add_working_days(start, days, calendar) == last + timedelta(seconds=59)


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


def test_working_time_comes_back_in_utc() -> None:
    due = add_working_time(local(BERLIN, 2026, 6, 5, 15), timedelta(days=2), BERLIN)
    assert due.tzinfo is UTC


@pytest.mark.parametrize("weekend", [frozenset(range(7)), frozenset({5, 7}), frozenset({-1})])
def test_a_calendar_without_a_day_to_work_is_refused(weekend: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekend"):
        WorkingCalendar(BERLIN.zone, weekend, frozenset())


def test_negative_working_time_is_refused() -> None:
    with pytest.raises(ValueError, match="added"):
        add_working_time(local(BERLIN, 2026, 6, 5), timedelta(seconds=-1), BERLIN)


def test_working_time_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        working_time_between(local(BERLIN, 2026, 6, 5, 1), local(BERLIN, 2026, 6, 5), BERLIN)


def test_no_working_days_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(local(BERLIN, 2026, 6, 5), 0, BERLIN)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        in_utc(datetime.fromisoformat("2026-06-05T10:00"))


def test_the_local_day_can_be_ahead_of_utc() -> None:
    assert local_day(datetime(2026, 6, 5, 18, 15, tzinfo=UTC), ZoneInfo("Asia/Kathmandu")) == date(2026, 6, 6)


@pytest.mark.parametrize(
    ("zone", "day", "ends"),
    [
        ("Asia/Kathmandu", date(2026, 6, 5), "2026-06-05T18:14:59"),
        ("Asia/Beirut", date(2026, 3, 28), "2026-03-28T21:59:59"),  # next day starts at 01:00
        ("Asia/Beirut", date(2026, 10, 24), "2026-10-24T21:59:59"),  # 23:00 to 24:00 twice
        ("America/Havana", date(2026, 10, 31), "2026-11-01T03:59:59"),  # next day has 00:00 to 01:00 twice
        ("Africa/Cairo", date(2026, 10, 29), "2026-10-29T21:59:59"),  # 23:00 to 24:00 twice
        ("America/Nuuk", date(2026, 3, 28), "2026-03-29T00:59:59"),  # 22:59:59, then 00:00
        ("America/Sao_Paulo", date(2018, 11, 3), "2018-11-04T02:59:59"),  # next day starts at 01:00
        ("Pacific/Apia", date(2011, 12, 29), "2011-12-30T09:59:59"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T09:59:59"),  # never was
        ("America/St_Johns", date(2006, 10, 28), "2006-10-29T03:29:59"),  # back from 00:01 to 23:01
    ],
)
def test_a_day_ends_with_its_last_second_whatever_the_clocks_do(zone: str, day: date, ends: str) -> None:
    assert end_of_day(day, ZoneInfo(zone)) == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_a_day_starts_at_one_where_midnight_is_skipped() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    assert (
        start_of_day(date(2026, 3, 29), beirut).astimezone(beirut).isoformat() == "2026-03-29T01:00:00+03:00"
    )
