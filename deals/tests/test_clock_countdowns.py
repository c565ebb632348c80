from datetime import UTC, date, datetime, timedelta

import pytest

from deals import clocks
from deals.clocks import Countdown
from deals.tests.wall_clock import BANGKOK, BERLIN, around_the_clock, wall


@pytest.mark.parametrize(("at", "is_open"), [("2026-06-19 23:59:59", False), ("2026-06-20 00:00:00", True)])
def test_price_applications_open_on_the_fifteenth_day_in_the_partners_zone(at: str, is_open: bool) -> None:
    submitted = wall("2026-06-05 23:30", BANGKOK)
    assert clocks.price_application_open(submitted, 15, BANGKOK, wall(at, BANGKOK)) is is_open


def test_the_earliest_price_application_is_a_date_fifteen_days_on() -> None:
    assert clocks.earliest_price_application(wall("2026-06-05 23:30", BANGKOK), 15, BANGKOK) == date(
        2026, 6, 20
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-23 12:00:00", Countdown(15, 370, "calm")),
        ("2026-03-24 12:00:00", Countdown(14, 346, "soon")),
        ("2026-04-03 12:00:00", Countdown(4, 107, "soon")),
        ("2026-04-04 12:00:00", Countdown(3, 83, "near")),
        ("2026-04-07 21:59:00", Countdown(0, 2, "near")),
        ("2026-04-07 23:59:58", Countdown(0, 0, "near")),
        ("2026-04-07 23:59:59", Countdown(0, 0, "over")),
        ("2026-05-01 00:00:00", Countdown(0, 0, "over")),
    ],
)
def test_a_countdown_grows_more_pressing_as_the_deadline_comes(at: str, expected: Countdown) -> None:
    assert clocks.countdown(wall("2026-04-07 23:59:59"), wall(at), BERLIN) == expected


@pytest.mark.parametrize(
    ("used_hours", "expected_hours"), [(0, (38.4, 48, 96)), (40, (0, 8, 56)), (50, (0, 0, 46))]
)
def test_promise_marks_leave_out_the_time_already_used(
    used_hours: int, expected_hours: tuple[float, ...]
) -> None:
    start = datetime(2026, 6, 5, 13, tzinfo=UTC)
    marks = clocks.promise_marks(start, timedelta(days=2), timedelta(hours=used_hours), around_the_clock)
    assert marks == tuple(start + timedelta(hours=hours) for hours in expected_hours)
