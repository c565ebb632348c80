"""Every deadline of a registration, as pure date arithmetic (rulebook, *Clocks*).

Instants go in with a zone and come out in UTC. The verb that moves a deadline computes it here once and
stores it; nothing is found again by subtracting. A deadline is reached at its own instant: sweeps ask for
`due <= now`. `zone` is the partner's throughout; every function raises ValueError for an instant without one.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from partners.working_time import end_of_day, in_utc, local_day, start_of_day

__all__ = [
    "Countdown", "DueWarning", "Level", "PromiseMarks", "countdown", "credit_outage", "days_left",
    "deferred", "earliest_price_application", "end_of_day", "expiry", "extended_expiry",
    "extension_window_opens", "grace_until", "local_day", "merged", "next_warning",
    "price_application_open", "promise_marks", "resume", "update_due", "warning_instants",
]  # fmt: skip

WARNING_TIME = time(9)
SOON_DAYS, NEAR_DAYS = 14, 3

Level = Literal["calm", "soon", "near", "over"]


class DueWarning(NamedTuple):
    """One warning: how many local days before the deadline, and when it goes out."""

    days_before: int
    at: datetime


@dataclass(frozen=True)
class Countdown:
    """What a deadline shows: midnights left, whole hours left in all, and how pressing it is."""

    days_left: int
    hours_left: int
    level: Level


class PromiseMarks(NamedTuple):
    """When the decision promise is at 80 %, at 100 % and at 200 %."""

    nudge_at: datetime
    due_at: datetime
    second_escalation_at: datetime


def _months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the last of that month. ValueError below one month."""
    if months < 1:
        raise ValueError("at least one month")
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _end_of_day_after(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    return end_of_day(local_day(at, zone) + timedelta(days=days), zone)


def expiry(submitted_at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The end of a registration's validity: calendar months from its first submission (*Validity*).

    Month ends clamp: 31 August and six months is 28 or 29 February. Raises ValueError below one month.
    """
    return end_of_day(_months_later(local_day(submitted_at, zone), months), zone)


def extended_expiry(expires_at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The new end of validity after an extension (*Extension*).

    Counts from the stored expiry, the date in the partner's letter, so a clamped one stays clamped: 28
    February and three months is 28 May, also where the first submission was on the 31st. Always later than
    before (promise I11). Raises ValueError below one month.
    """
    return end_of_day(_months_later(local_day(expires_at, zone), months), zone)


def extension_window_opens(expires_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """From when an extension may be asked for: start of the local day `days` before expiry (*Extension*)."""
    return start_of_day(local_day(expires_at, zone) - timedelta(days=days), zone)


def update_due(from_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The end of day `days` after approval or the last counting update, whose own day is day 0 (*Update*)."""
    return _end_of_day_after(from_at, days, zone)


def grace_until(ended_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Until when a lapsed or expired registration may be reinstated (*Grace*)."""
    return _end_of_day_after(ended_at, days, zone)


def days_left(total_days: int, warning_days: Sequence[int]) -> tuple[int, ...]:
    """Warnings told as days since the last update, as days before the deadline, earliest first (*Update*).

    Days 14, 21, 25 and 27 of 28 leave 14, 7, 3 and 1. Raises ValueError for a day outside the clock's run.
    """
    if any(not 0 < day < total_days for day in warning_days):
        raise ValueError("a warning falls after day 0 and before the deadline's day")
    return tuple(total_days - day for day in sorted(set(warning_days)))


def warning_instants(due_at: datetime, days_before: Sequence[int], zone: ZoneInfo) -> tuple[DueWarning, ...]:
    """Every warning of a deadline, earliest first (*Validity*, *Update*): 09:00 local, that many days before.

    Raises ValueError for a warning less than one day before, which could come after the deadline.
    """
    if any(days < 1 for days in days_before):
        raise ValueError("a warning goes out at least one day before")
    due_day = local_day(due_at, zone)
    return tuple(
        DueWarning(days, in_utc(datetime.combine(due_day - timedelta(days=days), WARNING_TIME, tzinfo=zone)))
        for days in sorted(set(days_before), reverse=True)
    )


def next_warning(
    due_at: datetime, days_before: Sequence[int], zone: ZoneInfo, after: datetime
) -> DueWarning | None:
    """The first warning strictly after an instant, or None when all are past."""
    warnings = warning_instants(due_at, days_before, zone)
    return next((warning for warning in warnings if warning.at > in_utc(after)), None)


def merged(
    due_at: datetime, days_before: Sequence[int], zone: ZoneInfo, last_at: datetime, now: datetime
) -> tuple[DueWarning, ...]:
    """The warnings after `last_at` up to and including `now`, earliest first.

    More than one after downtime: they are merged into one notice, the last (promises, *Reminders*).
    """
    warnings = warning_instants(due_at, days_before, zone)
    return tuple(warning for warning in warnings if in_utc(last_at) < warning.at <= in_utc(now))


def resume(due_at: datetime, paused_at: datetime, resumed_at: datetime, zone: ZoneInfo) -> datetime:
    """The update deadline after a pause (*Pauses*): moved by the pause in local days, begun days whole.

    Counted on the wall, so a clock change neither gives nor takes a day, and as many midnights are left as
    before. Never earlier than it was. Raises ValueError for a pause that ends before it starts.
    """
    if in_utc(resumed_at) < in_utc(paused_at):
        raise ValueError("a pause ends after it starts")
    if in_utc(resumed_at) == in_utc(paused_at):
        return in_utc(due_at)
    paused, resumed = in_utc(paused_at).astimezone(zone), in_utc(resumed_at).astimezone(zone)
    days = (resumed.date() - paused.date()).days + (resumed.time() > paused.time())
    # A short pause across clocks going back can take no time at all on the wall.
    return _end_of_day_after(due_at, max(days, 1), zone)


def credit_outage(due_at: datetime, started_at: datetime, ended_at: datetime) -> datetime:
    """The update deadline after an outage of the portal: later by its length, begun minutes whole.

    Rulebook, *Pauses*, and promise 9. Raises ValueError for an outage that ends before it starts.
    """
    outage = in_utc(ended_at) - in_utc(started_at)
    if outage < timedelta():
        raise ValueError("an outage ends after it starts")
    minutes = -(-outage // timedelta(minutes=1))
    return in_utc(due_at) + timedelta(minutes=minutes)


def deferred(due_at: datetime, now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The deadline moved because its warnings were not handed over (*No silent ending*).

    The end of the day `days` after the due day or today, whichever is later.
    """
    return _end_of_day_after(max(in_utc(due_at), in_utc(now)), days, zone)


def earliest_price_application(submitted_at: datetime, lead_days: int, zone: ZoneInfo) -> date:
    """The first local day open to a price application: submission's + `lead_days` (*Price application*)."""
    return local_day(submitted_at, zone) + timedelta(days=lead_days)


def price_application_open(submitted_at: datetime, lead_days: int, zone: ZoneInfo, at: datetime) -> bool:
    """Whether that day has come (*Price application*; programme page: "no less than 15 days")."""
    return local_day(at, zone) >= earliest_price_application(submitted_at, lead_days, zone)


def countdown(due_at: datetime, at: datetime, zone: ZoneInfo) -> Countdown:
    """How long a deadline leaves: in local days (0 is today), whole hours, and a level for its tone.

    `calm` above 14 days, `soon` up to 14, `near` up to 3, `over` from the due instant on.
    """
    left = in_utc(due_at) - in_utc(at)
    if left <= timedelta():
        return Countdown(days_left=0, hours_left=0, level="over")
    days = (local_day(due_at, zone) - local_day(at, zone)).days
    level: Level = "near" if days <= NEAR_DAYS else "soon" if days <= SOON_DAYS else "calm"
    return Countdown(days_left=days, hours_left=left // timedelta(hours=1), level=level)


def promise_marks(
    start_at: datetime, allowance: timedelta, used: timedelta, add: Callable[[datetime, timedelta], datetime]
) -> PromiseMarks:
    """When a decision is nudged (80 %), due (100 %) and escalated again (200 %) (*Decision promise*).

    The promise stands still while returned, so `used` is the working time of earlier stretches and `start_at`
    the start of this one; a mark already behind falls on `start_at`. `add` adds working time in the region's
    calendar (`partners.working_time.add_working_time` with its calendar bound).
    """
    left = (max(allowance * percent / 100 - used, timedelta()) for percent in (80, 100, 200))
    return PromiseMarks(*(add(in_utc(start_at), amount) for amount in left))
