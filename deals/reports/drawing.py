"""Where every bar of a chart lies, in per cent of the width and pixels of the height, so that it fits any screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from deals.reports.shape import PARTS, Cell, Chart

WIDEST, BAR, GAP, HEAD = Decimal(84), 18, 4, 22
Value = int | Decimal | None


@dataclass(frozen=True)
class Bar:
    """`start` is its left edge; `end` the one its value stands at. `pattern` counts from 1, alike for all labels."""

    start: str
    length: str
    end: str
    top: int
    pattern: int
    value: Value


@dataclass(frozen=True)
class Group:
    label: Cell
    baseline: int
    bars: list[Bar]


@dataclass(frozen=True)
class Drawing:
    groups: list[Group]
    height: int
    bar: int = BAR

    @property
    def empty(self) -> bool:
        return not any(bar.value for group in self.groups for bar in group.bars)


def drawn(chart: Chart, *, rtl: bool = False) -> Drawing:
    """`rtl`: from the right, as the reader's language runs."""
    groups, top, scale = [], 0, _scale(chart)
    for number, label in enumerate(chart.labels):
        row = [column[number] for _label, column in chart.series]
        groups.append(Group(label, top + HEAD - 6, list(_bars(row, top + HEAD, scale, chart.kind, rtl=rtl))))
        lines = 1 if chart.kind == PARTS else len(row)
        top += HEAD + lines * (BAR + GAP) + 2 * GAP
    return Drawing(groups, top)


def _scale(chart: Chart) -> Decimal:
    """Per cent of the width for one unit; beside a bar there is room for its value."""
    if chart.kind == PARTS:
        return Decimal(1)
    most = max((value for _label, column in chart.series for value in column if value is not None), default=0)
    return WIDEST / Decimal(most) if most else Decimal(0)


def _bars(row: list[Value], top: int, scale: Decimal, kind: str, *, rtl: bool) -> Iterator[Bar]:
    start = Decimal(0)
    for number, value in enumerate(row):
        length = (value or 0) * scale
        end = start + length
        left, right = (100 - end, 100 - end) if rtl else (start, end)
        yield Bar(f"{left:.2f}", f"{length:.2f}", f"{right:.2f}", top, number + 1, value)
        if kind == PARTS:
            start = end
        else:
            top += BAR + GAP
