"""Working time found a second way, by counting minutes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from partners.working_time import (
    WorkingCalendar,
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
