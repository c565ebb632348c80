"""The days that a calendar file (.ics) names."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from partners.holidays import NAME_MOST, Days

# A rule without an end is followed for so many years.
YEARS_AHEAD = 2
# A longer entry is a term or a season, not a holiday: its first day alone counts.
DAYS_MOST = 60
_DAY = timedelta(days=1)


def read_file(content: bytes, today: date) -> Days:
    """The days of a calendar file (.ics): every day of an entry, and of one that recurs until the year after next.

    Raises ValidationError for a file that is no calendar or holds no entry.
    """
    try:
        calendar = Calendar.from_ical(content)
        found = {
            day: str(event.get("SUMMARY") or _("Holiday"))[:NAME_MOST]
            for event in calendar.events
            if event.get("STATUS") != "CANCELLED"
            for day in _days_of(event, today)
        }
    except (ValueError, KeyError, AttributeError, IndexError, TypeError):
        raise ValidationError(_("Choose a calendar file (.ics): this one cannot be read as such.")) from None
    if not found:
        raise ValidationError(_("Choose another calendar file: this one holds no entry."))
    return dict(sorted(found.items()))


def _days_of(event: Event, today: date) -> Iterator[date]:
    first = _day(event.decoded("DTSTART"))
    last = _day(event.decoded("DTEND")) - _DAY if "DTEND" in event else first
    length = max(last - first, timedelta()) if last - first < timedelta(days=DAYS_MOST) else timedelta()
    for start in _starts(event, first, today):
        yield from (start + _DAY * at for at in range(length.days + 1))


def _starts(event: Event, first: date, today: date) -> Iterable[date]:
    if "RRULE" not in event:
        return [first]
    rule = force_str(event["RRULE"].to_ical())
    every = rrulestr(re.sub(r"(UNTIL=\d{8})T\w+", r"\1", rule), dtstart=datetime.combine(first, time()))
    end = datetime(today.year + YEARS_AHEAD, 12, 31)  # noqa: DTZ001 - days without a zone
    begin = max(datetime(today.year, 1, 1), datetime.combine(first, time()))  # noqa: DTZ001
    return [start.date() for start in every.between(begin, end, inc=True)]


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
