"""What a calendar file is read as."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from partners import calendar_files

TODAY = date(2026, 11, 29)


FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Office of the calendar//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20270101\r
SUMMARY:New Year's Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20270206\r
DTEND;VALUE=DATE:20270209\r
SUMMARY:Spring Festival\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART;VALUE=DATE:20201225\r
RRULE:FREQ=YEARLY\r
SUMMARY:Christmas Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:4\r
DTSTART;VALUE=DATE:20270501\r
STATUS:CANCELLED\r
SUMMARY:Labour Day\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_a_calendar_file_gives_each_day_of_an_entry_and_the_next_years_of_one_that_recurs() -> None:
    assert calendar_files.read_file(FILE, TODAY) == {
        date(2026, 12, 25): "Christmas Day",
        date(2027, 1, 1): "New Year's Day",
        date(2027, 2, 6): "Spring Festival",
        date(2027, 2, 7): "Spring Festival",
        date(2027, 2, 8): "Spring Festival",
        date(2027, 12, 25): "Christmas Day",
        date(2028, 12, 25): "Christmas Day",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(ValidationError, match="Choose"):
        calendar_files.read_file(content, TODAY)


def test_an_entry_of_many_weeks_is_taken_as_its_first_day() -> None:
    long = FILE.replace(b"20270209", (b"20270206"[:4] + b"1231"))
    days = calendar_files.read_file(long, TODAY)
    assert date(2027, 2, 6) in days
    assert date(2027, 2, 6) + timedelta(days=1) not in days
