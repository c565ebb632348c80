import pytest

from deals import clocks
from deals.tests.wall_clock import BERLIN, shown, wall


def test_warnings_told_as_days_since_the_update_become_days_before() -> None:
    assert clocks.days_left(28, [14, 27, 21, 25, 14]) == (14, 7, 3, 1)


@pytest.mark.parametrize("day", [0, 28, 29])
def test_an_update_warning_outside_the_four_weeks_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="warning"):
        clocks.days_left(28, [14, day])


def test_warnings_go_out_at_nine_local_earliest_first_and_once_each() -> None:
    warnings = clocks.warning_instants(wall("2026-04-07 23:59:59"), [1, 14, 7, 7], BERLIN)
    assert [(n, shown(at)) for n, at in warnings] == [
        (14, "2026-03-24 09:00:00"),
        (7, "2026-03-31 09:00:00"),
        (1, "2026-04-06 09:00:00"),
    ]


def test_a_warning_on_the_due_day_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="day before"):
        clocks.warning_instants(wall("2026-04-07 23:59:59"), [7, 0], BERLIN)


@pytest.mark.parametrize(
    ("after", "days_before"),
    [("2026-03-24 08:59:59", 14), ("2026-03-24 09:00:00", 7), ("2026-04-06 09:00:00", None)],
)
def test_the_next_warning_is_the_first_one_later_than_now(after: str, days_before: int | None) -> None:
    warning = clocks.next_warning(wall("2026-04-07 23:59:59"), [14, 7, 1], BERLIN, wall(after))
    assert (warning and warning.days_before) == days_before


@pytest.mark.parametrize(
    ("last", "now", "missed"),
    [
        ("2026-03-24 08:59", "2026-03-24 09:00", [14]),
        ("2026-03-24 09:00", "2026-03-24 09:01", []),
        ("2026-03-24 08:00", "2026-04-01 12:00", [14, 7]),
    ],
)
def test_catching_up_finds_the_warnings_missed_since_the_last_look(
    last: str, now: str, missed: list[int]
) -> None:
    found = clocks.merged(wall("2026-04-07 23:59:59"), [14, 7, 1], BERLIN, wall(last), wall(now))
    assert [warning.days_before for warning in found] == missed


@pytest.mark.parametrize(
    ("now", "due"),
    [("2026-04-08 00:00:30", "2026-04-11 23:59:59"), ("2026-04-06 12:00:00", "2026-04-10 23:59:59")],
)
def test_an_unannounced_ending_is_put_off_three_days_from_the_later_day(now: str, due: str) -> None:
    assert shown(clocks.deferred(wall("2026-04-07 23:59:59"), wall(now), 3, BERLIN)) == due
