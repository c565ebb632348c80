"""Local days, and working time within them, by a region's calendar.

Rulebook, *Clocks*: instants are UTC, days end at 23:59:59 in a zone. Working time runs through the whole
local day of every working day, midnight to midnight, in seconds that really pass: two working days are 48
hours, and a working day on which the clocks change counts for the 23 or 25 hours it has.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days a region works: its zone, its weekend (Monday is 0) and its holidays.

    Raises ValueError for a weekend that names no weekday or leaves no day to work.
    """

    zone: ZoneInfo
    weekend: frozenset[int]
    holidays: frozenset[date]

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise ValueError("a weekend is made of weekdays 0 (Monday) to 6 and leaves at least one to work")


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC, where differences are time that really passed.

    Raises ValueError for a datetime without a zone, which Python would read in the server's own.
    """
    if at.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(UTC)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The date on the wall in `zone` at that instant (rulebook, *Clocks*)."""
    return in_utc(at).astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last whole second of a local day, in UTC: 23:59:59 on the wall (rulebook, *Clocks*).

    Where the clocks go back over midnight it is the later of the two. Where they skip 23:59:59 (Nuuk in
    spring) it is the last second before the jump; a date that never was (Apia, 30 December 2011) ends with
    the day before it.
    """
    # fold=1 is the later of two; in a jump it reads as far before the jump as the wall time is before its
    # end, and every jump over 23:59:59 that any zone has made since 1970 ends at midnight.
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone).replace(fold=1).astimezone(UTC)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a local day begins: right after the end of the day before."""
    return end_of_day(day - _DAY, zone) + _SECOND


def is_working_day(calendar: WorkingCalendar, day: date) -> bool:
    """Whether the region works on that local day: neither weekend nor holiday."""
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def add_working_time(start: datetime, amount: timedelta, calendar: WorkingCalendar) -> datetime:
    """The first instant, in UTC, by which `amount` of working time has passed since `start`.

    Rulebook, *Clocks*, decision promise. Time used up at the end of a Friday is up at that midnight, not on
    Monday. Raises ValueError for a negative amount or a datetime without a zone.
    """
    if amount < timedelta():
        raise ValueError("working time is added, never taken away")
    reached, left = in_utc(start), amount
    if not left:
        return reached
    day = local_day(reached, calendar.zone)
    while True:
        midnight = start_of_day(day + _DAY, calendar.zone)
        if is_working_day(calendar, day):
            if left <= midnight - reached:
                return reached + left
            left -= midnight - reached
        reached, day = midnight, day + _DAY


def working_time_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> timedelta:
    """The working time that passes from `start` to `end`: what the decision promise has used up.

    Raises ValueError when `end` is before `start` or a datetime has no zone.
    """
    reached, until = in_utc(start), in_utc(end)
    if until < reached:
        raise ValueError("working time is counted forwards")
    passed, day = timedelta(), local_day(reached, calendar.zone)
    while reached < until:
        midnight = min(start_of_day(day + _DAY, calendar.zone), until)
        if is_working_day(calendar, day):
            passed += midnight - reached
        reached, day = midnight, day + _DAY
    return passed


def add_working_days(start: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """The end, in UTC, of the `days`-th working day after the local day of `start`.

    Rulebook, *Who was first* 2 (answer a return within 5 working days) and *Words to the partner* (appeal
    within 10): the day itself never counts. Raises ValueError for fewer than one day.
    """
    if days < 1:
        raise ValueError("at least one working day")
    day = local_day(start, calendar.zone)
    while days:
        day += _DAY
        days -= is_working_day(calendar, day)
    return end_of_day(day, calendar.zone)
