"""Every deadline against a second way of computing it: stepping over the wall clock, months kept by hand."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deals import clocks
from partners.working_time import WorkingCalendar, add_working_time, working_time_between

MINUTE = timedelta(minutes=1)
BEIRUT, KATHMANDU, APIA, NUUK = map(
    ZoneInfo, ("Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia", "America/Nuuk")
)
ELSEWHERE = (
    *("UTC", "Europe/Berlin", "America/Havana", "Africa/Cairo", "America/Sao_Paulo", "Australia/Lord_Howe"),
    *("America/Santiago", "Asia/Tehran", "Atlantic/Azores", "Pacific/Kiritimati"),
)
ZONES = (BEIRUT, KATHMANDU, APIA, NUUK, *map(ZoneInfo, ELSEWHERE))

against_stepping = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow],
)
zones = st.sampled_from(ZONES)
instants = st.integers(0, 60 * 365 * 86400).map(
    lambda seconds: datetime(1985, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
months_ends = st.sampled_from([(8, 31), (2, 29), (2, 28), (3, 31), (12, 31), (10, 30), (11, 30), (1, 29)])


@st.composite
def turns_of_months(draw: st.DrawFn) -> datetime:
    """Instants within 15 hours of a month's end, where zones disagree about the date."""
    month, day = draw(months_ends)
    year = draw(st.integers(1985, 2044))
    noon = datetime(year, month, min(day, length_by_hand(year, month)), 12, tzinfo=UTC)
    return noon + draw(st.integers(-15 * 60, 27 * 60)) * MINUTE


def length_by_hand(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def on_the_wall(at: datetime, zone: ZoneInfo) -> date:
    return (at + (at.astimezone(zone).utcoffset() or timedelta())).date()


def last_second_by_stepping(day: date, zone: ZoneInfo) -> datetime:
    """Walk minute by minute over three days; clocks of these years change at whole minutes."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=20)
    found = [at + n * MINUTE for n in range(60 * 72) if on_the_wall(at + n * MINUTE, zone) <= day]
    return max(found) + timedelta(seconds=59)


def months_by_hand(day: date, months: int) -> date:
    """Turn the calendar's leaves one at a time, then go back from the wanted day to one the month has."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    wanted = day.day
    while wanted > length_by_hand(year, month):
        wanted -= 1
    return date(year, month, wanted)


def days_by_hand(day: date, days: int) -> date:
    for _ in range(days):
        if day.day < length_by_hand(day.year, day.month):
            day = day.replace(day=day.day + 1)
        else:
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day


@against_stepping
@given(at=instants, zone=zones)
@example(at=datetime(2026, 3, 28, 12, tzinfo=UTC), zone=BEIRUT)
@example(at=datetime(2026, 10, 24, 12, tzinfo=UTC), zone=BEIRUT)
@example(at=datetime(2026, 3, 28, 12, tzinfo=UTC), zone=NUUK)
@example(at=datetime(2026, 10, 24, 12, tzinfo=UTC), zone=NUUK)
@example(at=datetime(2011, 12, 30, 3, tzinfo=UTC), zone=APIA)
@example(at=datetime(1985, 12, 31, 12, tzinfo=UTC), zone=KATHMANDU)
def test_a_day_ends_where_stepping_over_the_wall_clock_ends_it(at: datetime, zone: ZoneInfo) -> None:
    day = clocks.local_day(at, zone)
    assert day == on_the_wall(at, zone)
    assert clocks.end_of_day(day, zone) == last_second_by_stepping(day, zone)


@against_stepping
@given(at=instants | turns_of_months(), months=st.integers(1, 26), zone=zones)
@example(at=datetime(2027, 8, 31, 12, tzinfo=UTC), months=6, zone=BEIRUT)
@example(at=datetime(2026, 8, 31, 12, tzinfo=UTC), months=6, zone=KATHMANDU)
@example(at=datetime(2024, 2, 29, 12, tzinfo=UTC), months=12, zone=NUUK)
@example(at=datetime(2011, 6, 30, 12, tzinfo=UTC), months=6, zone=APIA)
@example(at=datetime(2025, 12, 31, 23, 50, tzinfo=UTC), months=12, zone=KATHMANDU)
def test_validity_ends_where_turning_calendar_leaves_ends_it(
    at: datetime, months: int, zone: ZoneInfo
) -> None:
    last_day = months_by_hand(on_the_wall(at, zone), months)
    assert clocks.expiry(at, months, zone) == last_second_by_stepping(last_day, zone)


@against_stepping
@given(at=instants | turns_of_months(), months=st.integers(1, 12), zone=zones)
def test_an_extension_counts_on_from_the_expiry_and_moves_it_forward(
    at: datetime, months: int, zone: ZoneInfo
) -> None:
    expires_at = clocks.expiry(at, 6, zone)
    extended = clocks.extended_expiry(expires_at, months, zone)
    last_day = months_by_hand(on_the_wall(expires_at, zone), months)
    assert extended == last_second_by_stepping(last_day, zone)
    assert extended > expires_at


@against_stepping
@given(at=instants | turns_of_months(), days=st.integers(0, 60), zone=zones)
def test_deadlines_in_days_end_where_counting_dates_ends_them(
    at: datetime, days: int, zone: ZoneInfo
) -> None:
    last_second = last_second_by_stepping(days_by_hand(on_the_wall(at, zone), days), zone)
    assert clocks.update_due(at, days, zone) == last_second
    assert clocks.grace_until(at, days, zone) == last_second


@against_stepping
@given(due=instants, late=st.integers(-50, 50), days=st.integers(1, 9), zone=zones)
def test_a_deferred_deadline_ends_days_after_the_later_day(
    due: datetime, late: int, days: int, zone: ZoneInfo
) -> None:
    now = due + timedelta(hours=late)
    later = max(on_the_wall(due, zone), on_the_wall(now, zone))
    assert clocks.deferred(due, now, days, zone) == last_second_by_stepping(days_by_hand(later, days), zone)


@against_stepping
@given(at=instants, days=st.integers(1, 90), zone=zones)
def test_the_extension_window_opens_as_the_day_before_it_ends(
    at: datetime, days: int, zone: ZoneInfo
) -> None:
    opens = clocks.extension_window_opens(at, days, zone)
    eve = on_the_wall(at, zone) - timedelta(days=days + 1)
    assert opens == last_second_by_stepping(eve, zone) + timedelta(seconds=1)


@against_stepping
@given(due=instants, days=st.lists(st.integers(1, 70), max_size=6), zone=zones)
def test_warnings_show_nine_on_the_wall_that_many_dates_before(
    due: datetime, days: list[int], zone: ZoneInfo
) -> None:
    warnings = clocks.warning_instants(due, days, zone)
    assert {warning.days_before for warning in warnings} == set(days)
    for before, at in warnings:
        wall = at + (at.astimezone(zone).utcoffset() or timedelta())
        never_was = zone == APIA and wall.date() == date(2011, 12, 31)
        assert (wall.hour, wall.minute, wall.second) == (9, 0, 0)
        assert never_was or days_by_hand(wall.date(), before) == on_the_wall(due, zone)
    assert [at for _, at in warnings] == sorted(at for _, at in warnings)
    assert all(at < due for _, at in warnings)


@against_stepping
@given(due=instants, steps=st.lists(st.integers(0, 30 * 24), min_size=1, max_size=9), zone=zones)
def test_every_warning_is_caught_up_exactly_once_however_the_ticks_fall(
    due: datetime, steps: list[int], zone: ZoneInfo
) -> None:
    ticks = [due - timedelta(days=61)]
    for hours in steps:
        ticks.append(ticks[-1] + timedelta(hours=hours))
    given_out = [
        warning
        for last, now in pairwise(ticks)
        for warning in clocks.merged(due, (60, 30, 14, 7, 1), zone, last, now)
    ]
    planned = clocks.warning_instants(due, (60, 30, 14, 7, 1), zone)
    assert given_out == [warning for warning in planned if ticks[0] < warning.at <= ticks[-1]]
    assert clocks.next_warning(due, (60, 30, 14, 7, 1), zone, ticks[-1]) == next(
        iter(planned[len(given_out) :]), None
    )


@against_stepping
@given(at=instants, until_pause=st.integers(0, 27), hours=st.integers(1, 24 * 40), zone=zones)
def test_a_pause_costs_no_midnight_and_gives_less_than_two_days(
    at: datetime, until_pause: int, hours: int, zone: ZoneInfo
) -> None:
    due = clocks.update_due(at, 28, zone)
    paused = at + timedelta(days=until_pause)
    resumed = paused + timedelta(hours=hours)
    moved = clocks.resume(due, paused, resumed, zone)
    left_before = (on_the_wall(due, zone) - on_the_wall(paused, zone)).days
    left_after = (on_the_wall(moved, zone) - on_the_wall(resumed, zone)).days
    assert left_after - left_before in (0, 1)
    assert moved == last_second_by_stepping(on_the_wall(moved, zone), zone)
    assert moved > due


@against_stepping
@given(due=instants, start=instants, seconds=st.integers(0, 400_000))
def test_an_outage_is_credited_by_the_minutes_it_touched(
    due: datetime, start: datetime, seconds: int
) -> None:
    end = start + timedelta(seconds=seconds)
    minutes = len(range(0, seconds, 60))
    assert clocks.credit_outage(due, start, end) == due + minutes * MINUTE


@against_stepping
@given(at=instants | turns_of_months(), lead=st.integers(1, 40), zone=zones, extra=st.integers(-72, 72))
def test_price_applications_open_with_the_first_date_far_enough(
    at: datetime, lead: int, zone: ZoneInfo, extra: int
) -> None:
    first = days_by_hand(on_the_wall(at, zone), lead)
    asked = at + timedelta(days=lead, hours=extra)
    assert clocks.earliest_price_application(at, lead, zone) == first
    assert clocks.price_application_open(at, lead, zone, asked) == (on_the_wall(asked, zone) >= first)


@against_stepping
@given(at=instants, hours=st.integers(-5, 24 * 40), zone=zones)
def test_a_countdown_counts_the_dates_and_hours_ahead(at: datetime, hours: int, zone: ZoneInfo) -> None:
    due = at + timedelta(hours=hours, minutes=30)
    shown = clocks.countdown(due, at, zone)
    day, days = on_the_wall(at, zone), 0
    while hours >= 0 and days_by_hand(day, days) < on_the_wall(due, zone):
        days += 1
    assert (shown.days_left, shown.hours_left) == ((days, hours) if hours >= 0 else (0, 0))


@against_stepping
@given(at=instants, used=st.integers(0, 120), zone=zones)
def test_the_promise_is_spent_to_the_second_at_each_mark(at: datetime, used: int, zone: ZoneInfo) -> None:
    calendar = WorkingCalendar(zone, frozenset({5, 6}), frozenset())
    spent, allowance = timedelta(hours=used), timedelta(days=2)
    marks = clocks.promise_marks(at, allowance, spent, partial(add_working_time, calendar=calendar))
    for mark, percent in zip(marks, (80, 100, 200), strict=True):
        total = spent + working_time_between(at, mark, calendar)
        assert total == max(timedelta(hours=48) * percent / 100, spent)
