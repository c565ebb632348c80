"""The clocks by worked examples, as a partner would count them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deals import clocks
from deals.clocks import Countdown

BANGKOK = ZoneInfo("Asia/Bangkok")
BERLIN = ZoneInfo("Europe/Berlin")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def wall(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def shown(at: datetime, zone: ZoneInfo = BERLIN) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("submitted", "expires"),
    [
        ("2026-08-31 10:00", "2027-02-28 23:59:59"),
        ("2027-08-31 10:00", "2028-02-29 23:59:59"),
        ("2026-08-30 10:00", "2027-02-28 23:59:59"),
        ("2026-02-28 10:00", "2026-08-28 23:59:59"),
        ("2026-12-31 23:59", "2027-06-30 23:59:59"),
        ("2026-06-05 00:00", "2026-12-05 23:59:59"),
    ],
)
def test_validity_is_six_calendar_months_and_month_ends_clamp(submitted: str, expires: str) -> None:
    assert shown(clocks.expiry(wall(submitted), 6, BERLIN)) == expires


def test_validity_starts_on_the_partners_date_and_not_the_servers() -> None:
    submitted = datetime(2026, 8, 31, 18, 30, tzinfo=UTC)
    assert shown(clocks.expiry(submitted, 6, KATHMANDU), KATHMANDU) == "2027-03-01 23:59:59"


def test_an_extension_of_a_clamped_expiry_stays_clamped() -> None:
    expires_at = clocks.expiry(wall("2026-08-31 10:00"), 6, BERLIN)
    assert shown(clocks.extended_expiry(expires_at, 3, BERLIN)) == "2027-05-28 23:59:59"


@pytest.mark.parametrize("months", [0, -1])
def test_validity_below_one_month_is_refused(months: int) -> None:
    with pytest.raises(ValueError, match="month"):
        clocks.expiry(wall("2026-06-05 10:00"), months, BERLIN)


def test_an_extension_can_be_asked_for_from_the_first_second_sixty_days_before() -> None:
    opens = clocks.extension_window_opens(wall("2026-12-05 23:59:59"), 60, BERLIN)
    assert shown(opens) == "2026-10-06 00:00:00"


def test_updates_are_due_at_the_end_of_day_28_across_a_clock_change() -> None:
    assert shown(clocks.update_due(wall("2026-03-10 08:00"), 28, BERLIN)) == "2026-04-07 23:59:59"


def test_grace_runs_out_at_the_end_of_the_seventh_day() -> None:
    assert shown(clocks.grace_until(wall("2026-04-07 23:59:59"), 7, BERLIN)) == "2026-04-14 23:59:59"


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


@pytest.mark.parametrize(
    ("now", "due"),
    [("2026-04-08 00:00:30", "2026-04-11 23:59:59"), ("2026-04-06 12:00:00", "2026-04-10 23:59:59")],
)
def test_an_unannounced_ending_is_put_off_three_days_from_the_later_day(now: str, due: str) -> None:
    assert shown(clocks.deferred(wall("2026-04-07 23:59:59"), wall(now), 3, BERLIN)) == due


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


def around_the_clock(start: datetime, amount: timedelta) -> datetime:
    return start + amount


@pytest.mark.parametrize(
    ("used_hours", "expected_hours"), [(0, (38.4, 48, 96)), (40, (0, 8, 56)), (50, (0, 0, 46))]
)
def test_promise_marks_leave_out_the_time_already_used(
    used_hours: int, expected_hours: tuple[float, ...]
) -> None:
    start = datetime(2026, 6, 5, 13, tzinfo=UTC)
    marks = clocks.promise_marks(start, timedelta(days=2), timedelta(hours=used_hours), around_the_clock)
    assert marks == tuple(start + timedelta(hours=hours) for hours in expected_hours)


def test_deadlines_come_back_in_utc() -> None:
    at = wall("2026-06-05 10:00")
    assert {
        clocks.expiry(at, 6, BERLIN).tzinfo,
        clocks.credit_outage(at, at, at).tzinfo,
        clocks.resume(at, at, at, BERLIN).tzinfo,
        clocks.warning_instants(at, [1], BERLIN)[0].at.tzinfo,
        clocks.extension_window_opens(at, 60, BERLIN).tzinfo,
    } == {UTC}
