"""What a report is: words, a chart, and tables of plain cells. Nothing here asks the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Cell = str | int | Decimal | date | None
MANY, PARTS = "beside", "parts"


@dataclass(frozen=True)
class Table:
    """`heads` columns at the start name the row; the others hold numbers. A day stands for its month."""

    caption: Any
    headings: Sequence[Any]
    rows: Sequence[Sequence[Cell]]
    heads: int = 1


@dataclass(frozen=True)
class Chart:
    """A bar of each series for every label; as `PARTS` the bars of a label are shares of one whole, end to end."""

    labels: Sequence[Cell]
    series: Sequence[tuple[Any, Sequence[int | Decimal | None]]]
    kind: str = MANY


@dataclass(frozen=True)
class Report:
    """`figures` are the counts by name, as `deals.reports.recount` counts them again; the tables show the same."""

    chart: Chart
    tables: Sequence[Table]
    figures: Mapping[str, Cell] = field(default_factory=dict)


def hours(seconds: int | None) -> Decimal | None:
    """Hours with one decimal, for reading."""
    return None if seconds is None else rounded(Decimal(seconds) / 3600)


def share(part: int, whole: int, least: int = 1) -> Decimal | None:
    """Per cent with one decimal; None of a whole too small to speak of."""
    return rounded(Decimal(100 * part) / whole) if whole >= max(least, 1) else None


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
