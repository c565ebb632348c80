"""The report of a check as a page shows it: counts, and every point of a row with the cell it belongs to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from deals.bulk import coming_in, points, sheets
from deals.bulk.columns import BY_NAME, NEEDED
from deals.bulk.known import names
from deals.models import Batch, BatchRow
from validation.pipeline.cells import shown

SAMPLES = 3
_CELL = re.compile(r"cell-(\d{1,7})-(\d{1,3})")
TONES = {
    "created": "neutral", "submitted": "success", "stayed": "warning", "known": "muted", "refused": "danger",
}  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """`points` are all that the check found; `good` rows have no fault.

    Of these, `known` ones came in with an earlier file of the company and are passed over, the `fresh` ones come in,
    and of the fresh ones `ready` could be submitted: nothing is open in them. `open` rows have an open point, `telling`
    ones that or a fault.
    """

    rows: int
    points: int
    faulty: int
    known: int
    ready: int
    open: int
    telling: int

    @property
    def good(self) -> int:
        return self.rows - self.faulty

    @property
    def fresh(self) -> int:
        return self.good - self.known


@dataclass(frozen=True)
class Cell:
    """What is to be mended in one place: an input where a column of the file gives the answer."""

    title: str
    name: str
    value: str
    level: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    number: int
    deal: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Result:
    number: int
    outcome: str
    label: Any
    tone: str
    reference: str
    words: tuple[str, ...]


def counts(batch: Batch) -> Counts:
    earlier = BatchRow.objects.filter(
        company_id=batch.company_id, registration__isnull=False, key=OuterRef("key")
    ).exclude(batch=batch)
    found = batch.rows.annotate(known=Exists(earlier)).aggregate(
        rows=Count("pk"),
        faulty=Count("pk", filter=Q(faults__gt=0)),
        known_rows=Count("pk", filter=Q(faults=0, known=True)),
        ready=Count("pk", filter=Q(faults=0, open=0, known=False)),
        with_open=Count("pk", filter=Q(open__gt=0)),
        telling=Count("pk", filter=Q(faults__gt=0) | Q(open__gt=0)),
        fault_points=Sum("faults"),
        open_points=Sum("open"),
    )
    return Counts(
        rows=found["rows"],
        points=(found["fault_points"] or 0) + (found["open_points"] or 0),
        faulty=found["faulty"],
        known=found["known_rows"],
        ready=found["ready"],
        open=found["with_open"],
        telling=found["telling"],
    )


def rows_with(batch: Batch, show: str) -> QuerySet[BatchRow]:
    """The rows that have something to tell: faults, open points, or either."""
    wanted = {"faults": Q(faults__gt=0), "open": Q(open__gt=0)}
    return batch.rows.filter(wanted.get(show, Q(faults__gt=0) | Q(open__gt=0)))


def lines(batch: Batch, rows: Iterable[BatchRow]) -> list[Line]:
    """Each row with its points, those of one cell together."""
    known = names()
    return [Line(row.line, _deal(batch, row), tuple(_cells(batch, row, known))) for row in rows]


def results(batch: Batch, rows: Iterable[BatchRow]) -> list[Result]:
    """What became of each row."""
    found, known = list(rows), names()
    references = coming_in.registrations_of(batch, found)
    return [
        Result(
            row.line, row.outcome or "refused", row.get_outcome_display() or _("Left out"),
            TONES[row.outcome or "refused"], references[row.line],
            tuple(each.words(known) for each in points.read(row.points)),
        )
        for row in found
    ]  # fmt: skip


def outcomes(batch: Batch) -> Mapping[str, int]:
    """How many rows had which outcome; a row that stayed out because of its faults counts as left out."""
    found = Counter(dict.fromkeys(TONES, 0))
    for outcome, many in batch.rows.order_by().values_list("outcome").annotate(many=Count("pk")):
        found[outcome or "refused"] += many
    return found


def samples(batch: Batch) -> list[list[str]]:
    """The first rows, for who says what the columns mean."""
    if batch.content:
        kind = sheets.Kind(batch.kind, batch.encoding, batch.delimiter)
        with batch.content.open("rb") as file:
            rows = sheets.rows_of(file.read(), kind)
        next(rows)
        first = [cells for (_line, cells), _number in zip(rows, range(SAMPLES), strict=False)]
    else:
        first = [sheets.unpacked(row.cells) for row in batch.rows.all()[:SAMPLES]]
    return [[shown(cell)[:80] for cell in cells] for cells in first]


def changed(batch: Batch, posted: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """The cells of a posted report that differ from what the file says."""
    given = {
        (int(match[1]), int(match[2])): str(posted[name])[: sheets.CELL_MOST]
        for name in posted
        if (match := _CELL.fullmatch(name))
    }
    rows = batch.rows.filter(line__in={line for line, _column in given})
    kept = {row.line: sheets.unpacked(row.cells) for row in rows}
    return {
        (line, column): value
        for (line, column), value in given.items()
        if line in kept and value.strip() != _shown(kept[line], column).strip()
    }


def number(text: str) -> int:
    """A row number as a button sends it; 0, which no row has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _cells(batch: Batch, row: BatchRow, known: Mapping[str, str]) -> Iterable[Cell]:
    together: dict[tuple[int | None, str], list[points.Point]] = {}
    for each in points.read(row.points):
        key = (each.column, "" if each.column is not None else each.field)
        together.setdefault(key, []).append(each)
    kept = sheets.unpacked(row.cells)
    for (column, field), found in together.items():
        told = tuple(each.words(known) for each in found)
        level = points.FAULT if any(each.level == points.FAULT for each in found) else points.OPEN
        if column is None:
            title = BY_NAME[field].title if field in BY_NAME else _("The whole row")
            yield Cell(title, "", found[0].value, level, told)
        else:
            title = batch.headings[column]
            yield Cell(title, f"cell-{row.line}-{column}", _shown(kept, column), level, told)


def _deal(batch: Batch, row: BatchRow) -> str:
    kept = sheets.unpacked(row.cells)
    said = [_shown(kept, batch.meaning.index(name)) for name in NEEDED if name in batch.meaning]
    return " – ".join(part[:60] for part in said if part)


def _shown(cells: list[Any], column: int) -> str:
    return shown(cells[column]) if column < len(cells) else ""
