"""The same file back, with a column that says what to mend in each row. Formulas are made harmless."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import openpyxl
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from deals.bulk import points, sheets
from deals.bulk.headings import reading
from deals.models import Batch

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}


def harmless(cell: Any) -> Any:
    """A cell that a spreadsheet does not run as a formula."""
    if not isinstance(cell, str):
        return cell
    clean = cell.translate(_CONTROL)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def remedies_title() -> str:
    return _("What to mend")


def is_remedies(heading: str) -> bool:
    """Whether this is the column that an earlier report added, in whichever language."""
    return reading(heading) in _remedies_titles()


@cache
def _remedies_titles() -> frozenset[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(reading(remedies_title()))
    return frozenset(found)


def file_of(batch: Batch, names: Mapping[str, str]) -> tuple[bytes, str]:
    """The file with its remedies, and its content type; `names` are those of products and regions."""
    keep = [index for index, heading in enumerate(batch.headings) if not is_remedies(heading)]
    if batch.kind == sheets.XLSX:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _xlsx(_table(batch, keep, names)), kind
    return _csv(_table(batch, keep, names), batch), "text/csv"


def _table(batch: Batch, keep: list[int], names: Mapping[str, str]) -> Iterator[list[Any]]:
    yield [*(harmless(batch.headings[index]) for index in keep), remedies_title()]
    for row in batch.rows.exclude(cells=[]).iterator(chunk_size=200):
        cells = sheets.unpacked(row.cells)
        told = [
            f"{batch.headings[each.column]}: {each.words(names)}"
            if each.column is not None
            else each.words(names)
            for each in points.read(row.points)
        ]
        yield [
            *(harmless(cells[index]) if index < len(cells) else "" for index in keep),
            harmless("\n".join(told)),
        ]


def _csv(table: Iterable[list[Any]], batch: Batch) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=batch.delimiter)
    for cells in table:
        writer.writerow([cell.isoformat() if isinstance(cell, date) else cell for cell in cells])
    encoding = "utf-16" if batch.encoding.startswith("utf-16") else batch.encoding
    try:
        return text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        # Remedies in another script than the file's own letters.
        return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Iterable[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    width = 0
    for cells in table:
        sheet.append(cells)
        width = len(cells)
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
        last = sheet.cell(sheet.max_row, width)
        last.alignment = Alignment(wrap_text=True, vertical="top")
        if last.value and sheet.max_row > 1:
            last.fill = PatternFill("solid", fgColor="FFF1D6")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.column_dimensions[get_column_letter(width)].width = 70
    sheet.freeze_panes = "A2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
