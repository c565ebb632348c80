"""Medians and ninth deciles that the database finds, on both engines alike: by rank, never between two values."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber


class Spread(NamedTuple):
    """Of so many values half, and nine tenths, are no greater than these."""

    cases: int
    median: int
    ninetieth: int


def spreads(rows: QuerySet[Any], value: str, by: list[str]) -> dict[tuple[Any, ...], Spread]:
    """The spread of a whole number in every group: the values at rank ⌈n/2⌉ and ⌈9n/10⌉ from below."""
    ranked = rows.order_by().annotate(
        group_size=Window(Count("pk"), partition_by=by),
        rank=Window(RowNumber(), partition_by=by, order_by=[value, "pk"]),
    )
    middle, ninth = (F("group_size") + 1) / 2, (F("group_size") * 9 + 9) / 10
    picked = ranked.filter(Q(rank=middle) | Q(rank=ninth)).values_list(*by, "group_size", "rank", value)
    found: dict[tuple[Any, ...], dict[int, int]] = defaultdict(dict)
    sizes = {}
    for *group, size, rank, number in picked:
        found[tuple(group)][rank] = number
        sizes[tuple(group)] = size
    return {
        group: Spread(size, found[group][(size + 1) // 2], found[group][(size * 9 + 9) // 10])
        for group, size in sizes.items()
    }
