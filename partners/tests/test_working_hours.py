from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partners.tests.working import (
    BERLIN,
    local,
)
from partners.working_time import (
    WorkingCalendar,
    add_working_time,
    end_of_day,
    in_utc,
    local_day,
    start_of_day,
    working_time_between,
)


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
