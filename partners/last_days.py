"""Until when product lines and regions may be registered: their own last days and those of what stands above them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Value

from partners.models import ProductLine, Region

_PRODUCT, _REGION = "product", "region"


@dataclass(frozen=True)
class LastDays:
    """The last days announced in one tree, by the code they were announced for, and the names of those codes.

    Days are the partner's local days.
    """

    days: Mapping[str, date] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, code: str) -> date | None:
        """The last day for a code: the earliest of its own and of those above it; None until further notice."""
        return self.days.get(self.origin(code))

    def origin(self, code: str) -> str:
        """For which code the last day that counts was announced: this one, or the nearest above that ends earlier."""
        words = code.split(".")
        codes = (".".join(words[:size]) for size in range(len(words), 0, -1))
        return min((each for each in codes if each in self.days), key=self.days.__getitem__, default="")

    def open(self, code: str, on: date) -> bool:
        """Whether deals may be registered under a code on a day."""
        last = self.of(code)
        return last is None or on <= last

    def under(self, code: str) -> dict[str, date]:
        """The last days of codes strictly under one that come before its own."""
        own = self.of(code)
        below = {each: day for each, day in sorted(self.days.items()) if each.startswith(f"{code}.")}
        return {each: day for each, day in below.items() if own is None or day < own}


class Announced(NamedTuple):
    """The last days of both trees."""

    products: LastDays = LastDays()
    regions: LastDays = LastDays()


def announced() -> Announced:
    """Every last day that was announced, by one query."""
    rows = [
        model.objects.filter(ends_on__isnull=False)
        .order_by()
        .values_list(Value(tree, output_field=CharField()), "code", "ends_on", "name")
        for tree, model in ((_PRODUCT, ProductLine), (_REGION, Region))
    ]
    days: dict[str, dict[str, date]] = {_PRODUCT: {}, _REGION: {}}
    names: dict[str, dict[str, str]] = {_PRODUCT: {}, _REGION: {}}
    for tree, code, day, name in rows[0].union(rows[1], all=True):
        days[tree][code], names[tree][code] = day, name
    return Announced(*(LastDays(days[tree], names[tree]) for tree in (_PRODUCT, _REGION)))
