"""What one cell says: day, amount, yes or no, one of a list. As people of many countries write it.

A cell comes as text, or as a spreadsheet types it. Each reader raises `Unreadable` with the remedy.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop as _

from deals.forms.answers import YEARS
from deals.forms.project import MOST, plain_number
from validation.opportunity import fold
from validation.pipeline.cells import Unreadable, shown
from validation.pipeline.cells import text as bounded

DAY_FIRST, MONTH_FIRST = "day", "month"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年 ]{1,2}(\d{1,2})[-/.月 ]{1,2}(\d{1,2})日?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4})")
_BY_NAME = re.compile(r"(\d{1,2})[-. ]+([a-z]{3,9})[-., ]+(\d{4})|([a-z]{3,9})[-. ]+(\d{1,2})[-., ]+(\d{4})")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(?<=\d)[t ]\d{1,2}:\d{2}.*$")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SERIAL = re.compile(r"\d{5}(\.0+)?")
_EPOCH = date(1899, 12, 30)
_AMOUNT = re.compile(r"\d+(\.\d+)?")
_YES = frozenset("yes y true 1 x ja oui si sim 是 有 نعم да".split())
_NO = frozenset("no n false 0 nein non nao 否 无 لا нет".split())
_HOW = _("Write the day as year, month and day, such as 2027-03-31.")


def text(cell: object, most: int) -> str:
    """The text of a cell on one line; the sign that keeps a spreadsheet from computing it is taken off."""
    found = " ".join(bounded(cell, most + 1).split())
    if found.startswith("'") and found[1:2] in ("=", "+", "-", "@"):
        found = found[1:]
    return bounded(found, most)


def day(cell: object, order: str = "") -> date | None:
    """A day, in the ways people and spreadsheets write it.

    `order` settles which number is the day where both could be the month; without it such a day is refused.
    """
    if isinstance(cell, date):
        return _within(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    found = _TIME.sub("", fold(text(cell, 40)).strip())
    if not found:
        return None
    if _SERIAL.fullmatch(found):
        return _serial(float(found))
    if match := _YEAR_FIRST.fullmatch(found) or _RUN.fullmatch(found):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _BY_NAME.fullmatch(found):
        number, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        if name[:3] in _MONTHS:
            return _day(int(year), _MONTHS.index(name[:3]) + 1, int(number))
    if match := _YEAR_LAST.fullmatch(found):
        return _year_last(int(match[1]), int(match[2]), int(match[3]), order)
    raise Unreadable(_HOW)


def _year_last(first: int, second: int, year: int, order: str) -> date:
    if first == second or second > 12 or (order == MONTH_FIRST and first <= 12):
        return _day(year, first, second)
    if first > 12 or order == DAY_FIRST:
        return _day(year, second, first)
    # The remedy is said in whole, since the two readings are what the person has to choose between.
    raise Unreadable(
        _(
            "Write %(one)s or %(other)s: this can be read as either. Or say at the columns whether day or month "
            "comes first."
        ),
        one=f"{year}-{second:02}-{first:02}", other=f"{year}-{first:02}-{second:02}",
    )  # fmt: skip


def _day(year: int, month: int, number: int) -> date:
    try:
        return _within(date(year, month, number))
    except ValueError:
        raise Unreadable(_("Check the day: the calendar does not have it.")) from None


def _serial(number: float) -> date:
    """A day as spreadsheets count it, from the end of 1899."""
    if not 36_526 <= number < 73_416:
        raise Unreadable(_HOW)
    return _EPOCH + timedelta(days=int(number))


def _within(found: date) -> date:
    if found.year not in YEARS:
        raise Unreadable(
            _("Write a year from %(first)s to %(last)s."), first=str(YEARS[0]), last=str(YEARS[-1])
        )
    return found


def amount(cell: object) -> Decimal | None:
    """A budget above zero, to the cent, with either decimal sign and any usual sign between thousands."""
    if isinstance(cell, float):
        # A number has no signs between its thousands; what a spreadsheet computes is exact to fewer digits.
        number = f"{cell:.6f}".rstrip("0").rstrip(".")
    else:
        plain = normalize("NFKC", text(cell, 40)).replace("٫", ".").replace("٬", ",").replace("،", ",")
        if not plain:
            return None
        number = fold(plain_number(plain))
    if number.startswith("-") and _AMOUNT.fullmatch(number[1:]):
        raise Unreadable(_("Write a budget above zero."))
    if not _AMOUNT.fullmatch(number):
        raise Unreadable(_("Write an amount in figures, such as 250000 or 250,000.00."))
    found = Decimal(number)
    if found <= 0:
        raise Unreadable(_("Write a budget above zero."))
    if found > MOST:
        raise Unreadable(_("Write an amount below 1,000,000,000,000."))
    if found != round(found, 2):
        raise Unreadable(_("Write at most two digits after the decimal sign."))
    return round(found, 2)


def yes_or_no(cell: object) -> bool | None:
    if isinstance(cell, bool):
        return cell
    found = fold(text(cell, 40)).strip()
    if not found:
        return None
    if found in _YES or found in _NO:
        return found in _YES
    raise Unreadable(_("Write yes or no."))


def email(cell: object) -> str:
    found = text(cell, 254)
    if found:
        try:
            validate_email(found)
        except ValidationError:
            raise Unreadable(_("Write an address such as name@example.com.")) from None
    return found


def one_of(cell: object, known: dict[str, str], offered: str) -> str:
    """The code of a word by code or label, in any language of the portal; "" for an empty cell."""
    found = text(cell, 200)
    if not found:
        return ""
    code = known.get(fold(found).strip(), "")
    if not code:
        raise Unreadable(_("Write one of these: %(offered)s."), offered=offered)
    return code


def value_shown(cell: object) -> str:
    """What stands in a cell, as a report quotes it."""
    return shown(cell).replace("\x00", "?")[:120]
