"""What a company is told of its authorisations besides their own days: the last days of what they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partners.last_days import Announced, LastDays
from partners.models import Authorisation, Node, ProductLine, Region


@dataclass(frozen=True)
class Covered:
    """An authorisation, the last day of its whole scope if one was announced, and parts that end before it by name.

    Days are the partner's local days; a last day at or after that of the authorisation itself is not told.
    """

    authorisation: Authorisation
    last_day: date | None
    parts: Sequence[tuple[str, date]]


def covered(authorisations: Iterable[Authorisation], ends: Announced) -> list[Covered]:
    """Each authorisation with the ends within it; two queries at most, for the names of the parts."""
    lines = _names(ProductLine, ends.products)
    regions = _names(Region, ends.regions)
    return [_covered(each, ends, lines, regions) for each in authorisations]


def _covered(of: Authorisation, ends: Announced, lines: dict[str, str], regions: dict[str, str]) -> Covered:
    product, region = of.product_line.code, of.region.code
    days = (ends.products.of(product), ends.regions.of(region))
    last = min((day for day in days if day is not None and _tells(of, day)), default=None)
    below = [
        *((lines[code], day) for code, day in ends.products.under(product).items()),
        *((regions[code], day) for code, day in ends.regions.under(region).items()),
    ]
    parts = [(name, day) for name, day in below if _tells(of, day) and (last is None or day < last)]
    return Covered(of, last, parts)


def _tells(of: Authorisation, day: date) -> bool:
    return of.ends_on is None or day < of.ends_on


def _names(model: type[Node], ends: LastDays) -> dict[str, str]:
    if not ends.days:
        return {}
    return {node.code: str(node) for node in model._default_manager.filter(code__in=ends.days)}
