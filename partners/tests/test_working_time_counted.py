from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partners.tests.working import MINUTE, by_counting, calendars_around, minutes_of_history, works_at
from partners.working_time import (
    add_working_days,
    add_working_time,
    working_time_between,
)


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
