"""The check of a batch: its file is read into rows, each row is read whole, and what says the same twice is found.

Acts on a batch that a verb or `deals.bulk.work` has locked.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from deals.bulk import points, sheets
from deals.bulk.columns import BY_NAME
from deals.bulk.known import Known
from deals.bulk.rows import Reading, Row
from deals.models import Batch, BatchRow
from validation.findings import Message
from validation.pipeline.cells import shown

SLICE = 100
NEEDED_TO_SUBMIT = tuple(
    BY_NAME[name]
    for name in (
        "customer_country", "budget", "products", "person_1_name", "implementation_from", "implementation_until",
        "price_application_on",
    )
)  # fmt: skip


def with_cells() -> Any:
    """The rows whose cells are still kept."""
    return BatchRow.objects.exclude(cells=[])


def afresh(batch: Batch) -> None:
    """Forget what an earlier check found."""
    batch.rows.update(checked=False, faults=0, open=0, points=[], key="")


def take_in(batch: Batch) -> None:
    """Read the file into rows and let it go. Raises FileRefused where it cannot be read to its end."""
    kind = sheets.Kind(batch.kind, batch.encoding, batch.delimiter)
    with batch.content.open("rb") as file:
        rows = sheets.rows_of(file.read(), kind)
    next(rows)
    BatchRow.objects.bulk_create(
        [
            BatchRow(batch=batch, company_id=batch.company_id, line=line, cells=sheets.packed(cells))
            for line, cells in rows
        ],
        batch_size=500,
    )
    batch.rows_known = batch.rows.count()
    storage, name = batch.content.storage, str(batch.content.name)
    batch.content = ""
    transaction.on_commit(lambda: storage.delete(name))


def check_slice(batch: Batch, at: datetime) -> bool:
    """Check the next rows; whether there were any."""
    rows = list(batch.rows.filter(checked=False)[:SLICE])
    if rows:
        _check(batch, rows, Known(batch.company, at))
    return bool(rows)


def again(batch: Batch, lines: Iterable[int], at: datetime) -> None:
    """Check some rows anew, with every row that said or now says the same as one of them."""
    touched = set(lines)
    rows = list(batch.rows.filter(line__in=touched))
    before = {row.key for row in rows}
    known = Known(batch.company, at)
    for row in rows:
        row.key = _read(batch, row, known).key
    BatchRow.objects.bulk_update(rows, ["key"])
    keys = (before | {row.key for row in rows}) - {""}
    alike = batch.rows.filter(key__in=keys).exclude(line__in=touched)
    _check(batch, sorted([*rows, *alike], key=lambda row: row.line), known)


def without(batch: Batch, line: int, at: datetime) -> None:
    """Take a row out, and check anew what said the same."""
    gone = batch.rows.filter(line=line).first()
    if gone is None:
        return
    gone.delete()
    alike = list(batch.rows.filter(key=gone.key)) if gone.key else []
    if alike:
        _check(batch, alike, Known(batch.company, at))


def read(batch: Batch, row: BatchRow, known: Known) -> Reading:
    """What a kept row says as things stand."""
    return _read(batch, row, known)


def _read(batch: Batch, row: BatchRow, known: Known) -> Reading:
    fallback = batch.partner if batch.company.is_distributor else batch.company
    return Row(sheets.unpacked(row.cells), batch.meaning, known, batch.day_order).read(fallback)


def _check(batch: Batch, rows: list[BatchRow], known: Known) -> None:
    readings = {row.line: _read(batch, row, known) for row in rows}
    keys = {reading.key for reading in readings.values()} - {""}
    elsewhere = batch.rows.filter(key__in=keys).exclude(line__in=list(readings))
    first: dict[str, int] = {}
    for line, key in sorted(
        [*elsewhere.values_list("line", "key"), *((n, r.key) for n, r in readings.items())]
    ):
        first.setdefault(key, line)
    for row in rows:
        reading = readings[row.line]
        found = list(reading.points)
        if reading.key and first[reading.key] < row.line:
            found.append(_twice(batch, row, first[reading.key]))
        row.checked, row.key, row.points = True, reading.key, points.kept(found)
        row.faults = sum(each.level == points.FAULT for each in found)
        row.open = len(found) - row.faults
    # An upsert of rows that are there: several times faster than an update by cases.
    BatchRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["checked", "key", "points", "faults", "open"],
    )


def _twice(batch: Batch, row: BatchRow, first: int) -> points.Point:
    column = batch.meaning.index("project_name")
    cells = sheets.unpacked(row.cells)
    value = shown(cells[column]) if column < len(cells) else ""
    words = Message(
        _(
            "Remove this row, or tell the two deals apart: row %(row)s names the same customer, project and products."
        ),
        {"row": first},
    )
    return points.point("project_name", column, value[:120], points.FAULT, words)
