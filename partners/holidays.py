"""Holidays of a working calendar: as lines of text, what changes, and the years for which none are known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Holiday, WorkingCalendarModel
from partners.working_time import WorkingCalendar, add_working_time, is_working_day

NAME_MOST = 80
LINES_MOST = 1_000
# From this month on the holidays of the next year are wanted: promises of December reach into it.
NEXT_YEAR_FROM = 10
_LINE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\s+(.+)")
_DAY = timedelta(days=1)
_AFTERNOON = time(16, 40)

Days = dict[date, str]


@dataclass(frozen=True)
class Changes:
    """What differs between two sets of holidays."""

    added: Days
    renamed: Days
    removed: Days

    def __bool__(self) -> bool:
        return bool(self.added or self.renamed or self.removed)


def known(calendar: WorkingCalendarModel) -> Days:
    """The holidays of a calendar by their day, in order."""
    return {holiday.day: holiday.name for holiday in calendar.holidays.order_by("day")}


def as_lines(days: Mapping[date, str]) -> str:
    """One holiday a line, as `read_lines` reads them, with an empty line between two years."""
    lines: list[str] = []
    year = 0
    for day, name in sorted(days.items()):
        if year and day.year != year:
            lines.append("")
        year = day.year
        lines.append(f"{day.isoformat()} {name}")
    return "\n".join(lines)


def read_lines(text: str) -> Days:
    """Holidays from lines such as `2027-01-01 New Year's Day`; empty lines say nothing.

    Raises ValidationError with one message for each line that cannot be read, naming its number and the remedy.
    """
    days: Days = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if number > LINES_MOST:
            faults.append(_("Shorten the list: it has more than %(most)d lines.") % {"most": LINES_MOST})
            break
        try:
            day, name = _read_line(line.strip())
            if day in days:
                raise ValueError(_("The day stands in an earlier line too. Keep one of them."))
        except ValueError as fault:
            faults.append(_("Line %(number)d: %(fault)s") % {"number": number, "fault": fault})
        else:
            days[day] = name
    if faults:
        raise ValidationError(faults)
    return dict(sorted(days.items()))


def _read_line(line: str) -> tuple[date, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(_("Write the day and the name, such as 2027-01-01 New Year's Day."))
    year, month, day, name = match.groups()
    if len(name) > NAME_MOST:
        raise ValueError(_("Shorten the name to %(most)d characters.") % {"most": NAME_MOST})
    try:
        return date(int(year), int(month), int(day)), name
    except ValueError:
        raise ValueError(_("There is no such day. Correct the date.")) from None


def changes(before: Mapping[date, str], after: Mapping[date, str]) -> Changes:
    return Changes(
        added={day: name for day, name in after.items() if day not in before},
        renamed={day: name for day, name in after.items() if day in before and before[day] != name},
        removed={day: name for day, name in before.items() if day not in after},
    )


@transaction.atomic
def keep(calendar: WorkingCalendarModel, days: Mapping[date, str]) -> Changes:
    """Makes these the holidays of the calendar, all or nothing; returns what changed."""
    WorkingCalendarModel.objects.select_for_update().get(pk=calendar.pk)
    changed = changes(known(calendar), days)
    calendar.holidays.filter(day__in=changed.removed).delete()
    for day, name in changed.renamed.items():
        calendar.holidays.filter(day=day).update(name=name)
    Holiday.objects.bulk_create(
        Holiday(calendar=calendar, day=day, name=name) for day, name in changed.added.items()
    )
    return changed


def missing_years(days: Iterable[date], today: date) -> list[int]:
    """The years for which no holiday is known though promises reach into them: this one, from October on the next."""
    wanted = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM else [today.year]
    told = {day.year for day in days}
    return [year for year in wanted if year not in told]


def example(calendar: WorkingCalendar, working_days: int, today: date) -> tuple[datetime, datetime]:
    """A submission on the last working afternoon before the next free day, and when its decision is promised, in UTC.

    Rulebook, *Clocks*, decision promise: `working_days` of the policy in force.
    """
    day = today
    while not is_working_day(calendar, day):
        day += _DAY
    ahead = [
        free for free in sorted(calendar.holidays) if free > day and free.weekday() not in calendar.weekend
    ]
    stop = ahead[0] if ahead else day + timedelta(days=14)
    last = stop - _DAY
    while not is_working_day(calendar, last):
        last -= _DAY
    submitted = datetime.combine(last, _AFTERNOON, tzinfo=calendar.zone).astimezone(UTC)
    return submitted, add_working_time(submitted, timedelta(days=working_days), calendar)
