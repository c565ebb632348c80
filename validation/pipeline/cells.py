"""What one cell of a pipeline file says: text, day, instant, amount.

A cell comes as text, or as XLSX types it. Each reader raises `Unreadable` with the remedy.
"""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from django_countries import countries

from validation.findings import Message

_SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_UNREADABLE = re.compile("[\udc80-\udcff]")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DOMAIN = re.compile(r"[^\s.@]+(\.[^\s.@]+)+")
_USUAL_CODES = {"UK": "GB", "EL": "GR"}
_AMOUNT_LIMIT = Decimal(10) ** 14


class Unreadable(Exception):
    """A cell does not say what its column asks for; `remedy` says what to write."""

    def __init__(self, remedy: str, **params: str | int | float) -> None:
        super().__init__(remedy)
        self.remedy = Message(remedy, params)


def shown(cell: object) -> str:
    """A cell as text, for reading and for reports: whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).strip()


def text(cell: object, most: int) -> str:
    """The text of a cell, at most so many characters long."""
    found = shown(cell)
    if not found:
        return ""
    if not found.isascii() and _UNREADABLE.search(found):
        raise Unreadable(_("Save the file in UTF-8: some letters of this cell cannot be read."))
    if "\x00" in found:
        raise Unreadable(_("Remove the control character from this cell."))
    if found in _SPREADSHEET_ERRORS:
        raise Unreadable(_("Mend the formula: the cell holds a spreadsheet error."))
    if len(found) > most:
        raise Unreadable(_("Shorten the text to %(most)s characters."), most=most)
    return found


def required_text(cell: object, most: int) -> str:
    found = text(cell, most)
    if not found:
        raise Unreadable(_("Fill in this cell."))
    return found


def day(cell: object, *, end_of_month: bool = False) -> date | None:
    """A day such as 2027-03-31; a month such as 2027-03 means its first day, or its last."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = text(cell, 40).replace("/", "-")
    if not found:
        return None
    try:
        if month := _MONTH.fullmatch(found):
            year, number = int(month[1]), int(month[2])
            return date(year, number, calendar.monthrange(year, number)[1] if end_of_month else 1)
        return date.fromisoformat(found[:10]) if "T" in found else date.fromisoformat(found)
    except ValueError:
        raise Unreadable(_("Write the day as year, month and day, such as 2027-03-31.")) from None


def instant(cell: object, *, at: datetime) -> datetime:
    """When a record was created, in UTC. A time without zone is UTC; a day means its first moment in UTC.

    It decides who was first, so it cannot be left out or lie ahead.
    """
    if isinstance(cell, datetime):
        read = cell
    elif isinstance(cell, date):
        read = datetime.combine(cell, time())
    else:
        try:
            read = datetime.fromisoformat(required_text(cell, 40))
        except ValueError:
            raise Unreadable(
                _("Write the time of creation with its zone, such as 2027-03-31T09:30:00Z.")
            ) from None
    read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    if read > at + timedelta(days=1):
        raise Unreadable(_("Mend the time of creation: it lies in the future."))
    return read


def amount(cell: object) -> Decimal | None:
    """An amount of at least zero, to the cent; commas may part thousands."""
    found = text(cell, 40)
    if not found:
        return None
    if not _NUMBER.fullmatch(found):
        raise Unreadable(_("Write the amount in digits with a decimal point, such as 125000.50."))
    read = Decimal(found.replace(",", "")).quantize(Decimal("0.01"))
    if read >= _AMOUNT_LIMIT:
        raise Unreadable(_("Check the amount: it is larger than can be kept."))
    return read


def country(cell: object) -> str:
    """The two letters of a country, from its code or its English name; empty without one."""
    found = text(cell, 120)
    code = _country_code(found)
    if found and not code:
        raise Unreadable(_("Write the two letters of the country, such as DE, or leave the cell empty."))
    return code


@lru_cache(maxsize=1000)
def _country_code(found: str) -> str:
    # Codes outside the ISO list are in use too (XK), and the search compares them as they are.
    if len(found) == 2 and found.isascii() and found.isalpha():
        return _USUAL_CODES.get(found.upper(), found.upper())
    return countries.by_name(found, language="en")


def currency(cell: object) -> str:
    found = text(cell, 20).upper()
    if found and not re.fullmatch(r"[A-Z]{3}", found):
        raise Unreadable(_("Write the three letters of the currency, such as EUR."))
    return found


def domain(cell: object) -> str:
    """A bare web domain; what stands before and after it in an address is taken off."""
    found = text(cell, 2000).casefold()
    bare = (
        re.sub(r"^[a-z]+://", "", found).partition("/")[0].partition(":")[0].removeprefix("www.").rstrip(".")
    )
    if found and (len(bare) > 253 or not _DOMAIN.fullmatch(bare)):
        raise Unreadable(_("Write the web domain alone, such as example.com, or leave the cell empty."))
    return bare


def codes(cell: object) -> list[str]:
    """Product lines, parted by semicolons, commas or bars."""
    return [part.strip() for part in re.split(r"[;,|]", text(cell, 1000)) if part.strip()]
