"""What a company is told of its authorisations besides their own days: the last days of what they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partners.last_days import Announced
from partners.models import Authorisation


@dataclass(frozen=True)
class Covered:
    """An authorisation, the last day of its whole scope if one was announced, and parts that end before it by name.

    Days are the partner's local days; a last day at or after that of the authorisation itself is not told.
    """

    authorisation: Authorisation
    last_day: date | None
    parts: Sequence[tuple[str, date]]


def covered(authorisations: Iterable[Authorisation], ends: Announced) -> list[Covered]:
    """Each authorisation with the ends within it."""
    return [_covered(each, ends) for each in authorisations]


def _covered(of: Authorisation, ends: Announced) -> Covered:
    scope = ((ends.products, of.product_line.code), (ends.regions, of.region.code))
    days = (each.of(code) for each, code in scope)
    last = min((day for day in days if day is not None and _tells(of, day)), default=None)
    below = [(each.names[part], day) for each, code in scope for part, day in each.under(code).items()]
    parts = [(name, day) for name, day in below if _tells(of, day) and (last is None or day < last)]
    return Covered(of, last, parts)


def _tells(of: Authorisation, day: date) -> bool:
    return of.ends_on is None or day < of.ends_on
