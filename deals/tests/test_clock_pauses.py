from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from deals import clocks
from deals.tests.wall_clock import BERLIN, LORD_HOWE, shown, wall


@pytest.mark.parametrize(
    ("paused", "resumed", "due"),
    [
        ("2026-03-20 10:00", "2026-03-20 10:00", "2026-04-07 23:59:59"),
        ("2026-03-20 10:00", "2026-03-20 10:01", "2026-04-08 23:59:59"),
        ("2026-03-20 23:00", "2026-03-21 01:00", "2026-04-08 23:59:59"),
        ("2026-03-20 10:00", "2026-03-21 10:01", "2026-04-09 23:59:59"),
        ("2026-03-28 23:45", "2026-03-30 00:15", "2026-04-09 23:59:59"),
        ("2026-03-20 10:00", "2026-04-19 10:00", "2026-05-07 23:59:59"),
    ],
)
def test_a_pause_moves_the_update_deadline_by_whole_days_rounded_up(
    paused: str, resumed: str, due: str
) -> None:
    moved = clocks.resume(wall("2026-04-07 23:59:59"), wall(paused), wall(resumed), BERLIN)
    assert shown(moved) == due


@pytest.mark.parametrize(("zone", "before"), [(BERLIN, "2026-10-25 02:50"), (LORD_HOWE, "2026-04-05 01:50")])
def test_a_pause_that_takes_no_time_on_the_wall_still_gives_a_day(zone: ZoneInfo, before: str) -> None:
    paused = wall(before, zone)
    resumed = wall(before, zone, fold=1) - timedelta(minutes=5)
    due = clocks.update_due(paused, 28, zone)
    assert clocks.resume(due, paused, resumed.replace(fold=1), zone) == clocks.update_due(paused, 29, zone)


def test_a_pause_never_brings_a_deadline_forward() -> None:
    due = wall("2026-04-08 01:29:00")
    assert clocks.resume(due, due - timedelta(hours=2), due - timedelta(hours=1), BERLIN) > due


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="pause"):
        clocks.resume(wall("2026-04-07 23:59:59"), wall("2026-03-20 10:00"), wall("2026-03-20 09:59"), BERLIN)


@pytest.mark.parametrize(
    ("lasted", "due"),
    [
        (timedelta(), "2026-04-07 23:59:59"),
        (timedelta(seconds=1), "2026-04-08 00:00:59"),
        (timedelta(minutes=90), "2026-04-08 01:29:59"),
        (timedelta(minutes=90, microseconds=1), "2026-04-08 01:30:59"),
    ],
)
def test_an_outage_is_credited_to_the_minute(lasted: timedelta, due: str) -> None:
    started = wall("2026-03-20 10:00")
    assert shown(clocks.credit_outage(wall("2026-04-07 23:59:59"), started, started + lasted)) == due


def test_an_outage_over_a_clock_change_is_credited_with_the_time_that_passed() -> None:
    due = clocks.credit_outage(
        wall("2026-04-07 23:59:59"), wall("2026-03-29 01:00"), wall("2026-03-29 04:00")
    )
    assert shown(due) == "2026-04-08 01:59:59"


def test_an_outage_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="outage"):
        clocks.credit_outage(wall("2026-04-07 23:59:59"), wall("2026-03-20 10:00"), wall("2026-03-20 09:59"))
