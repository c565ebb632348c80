"""The file itself: which kind it is by its content, and its rows as lists of cells. Bounded in every direction."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext_noop as _
from openpyxl.utils.exceptions import InvalidFileException

from validation.pipeline.cells import shown
from validation.pipeline.files import FileRefused

BYTES_MOST = 5 * 1024 * 1024
UNPACKED_MOST = 40 * 1024 * 1024
PARTS_MOST = 300
ROWS_MOST = 1_000
COLUMNS_MOST = 60
CELL_MOST = 2_000
BLANK_ROWS_MOST = 1_000
CSV, XLSX = "csv", "xlsx"
UTF_8, UTF_8_SIG, UTF_16, GB18030, WESTERN = "utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252"
DELIMITERS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_NOT_A_TABLE = _("Save the file as CSV or XLSX: this one is of another kind.")
_DAMAGED = _("Open the file in a spreadsheet and save it anew as XLSX: it is damaged.")

# The row as a spreadsheet counts it, from 1, and its cells from the first column on.
Row = tuple[int, list[Any]]


@dataclass(frozen=True)
class Kind:
    """How the file is written, so that it can be given back the same way."""

    kind: str
    encoding: str = ""
    delimiter: str = ""


def kind_of(content: bytes, encoding: str = "") -> Kind:
    """What the content is; `encoding` overrules the guess for a CSV file. Raises FileRefused."""
    if not content.strip():
        raise FileRefused(_("The file is empty. Choose the file that holds the registrations."))
    if content.startswith(b"PK\x03\x04"):
        _look_into(content)
        return Kind(XLSX)
    encoding = encoding or _guessed(content)
    text = _decoded(content, encoding)
    first = text[:200]
    if first.startswith("sep=") and first[4:5] in DELIMITERS:
        return Kind(CSV, encoding, first[4])
    return Kind(CSV, encoding, _delimiter(text))


def rows_of(content: bytes, kind: Kind) -> Iterator[Row]:
    """Every row that is not blank, the headings first. Raises FileRefused, also later."""
    rows = _xlsx(content) if kind.kind == XLSX else _csv(content, kind)
    found = 0
    for line, cells in rows:
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if not any(shown(cell) for cell in cells):
            continue
        found += 1
        if len(cells) > COLUMNS_MOST:
            raise FileRefused(
                _("Leave out columns: the file has more than %(most)s."), line, most=COLUMNS_MOST
            )
        if found > ROWS_MOST + 1:
            raise FileRefused(
                _("Split the file: more than %(most)s rows cannot be brought in at once."),
                line,
                most=ROWS_MOST,
            )
        if any(isinstance(cell, str) and len(cell) > CELL_MOST for cell in cells):
            raise FileRefused(
                _("Shorten the cell in row %(row)s that has more than %(most)s characters."),
                line, row=line, most=CELL_MOST,
            )  # fmt: skip
        yield line, cells


def _look_into(content: bytes) -> None:
    """Refuse a container that is no workbook, would unpack to too much, or brings markup of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names or any(n.lower().endswith("vbaproject.bin") for n in names):
                raise FileRefused(_NOT_A_TABLE)
            if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
                raise FileRefused(
                    _("Save the first sheet alone as CSV: unpacked, this workbook is too large.")
                )
            for part in parts:
                with archive.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(2000):
                        raise FileRefused(_DAMAGED)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        raise FileRefused(_DAMAGED) from None


def _xlsx(content: bytes) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, TypeError):
        raise FileRefused(_DAMAGED) from None
    try:
        sheet = book.worksheets[0]
        # Some programs write a wrong size into the sheet; without it every row is read.
        sheet.reset_dimensions()
        blank = 0
        for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS_MOST + 1), 1):
            blank = 0 if any(cell is not None for cell in cells) else blank + 1
            if blank > BLANK_ROWS_MOST:
                return
            yield (
                line,
                [cell if isinstance(cell, str | int | float | date) else _text(cell) for cell in cells],
            )
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError, TypeError):
        raise FileRefused(_DAMAGED) from None
    finally:
        book.close()


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _csv(content: bytes, kind: Kind) -> Iterator[Row]:
    text = _decoded(content, kind.encoding)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=kind.delimiter, strict=False)
    line = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise FileRefused(
                _("Check the quotation marks around row %(row)s."), line + 1, row=line + 1
            ) from None
        if cells is None:
            return
        line += 1
        yield line, list(cells)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding == UTF_8 else encoding)
    except (UnicodeDecodeError, LookupError):
        raise FileRefused(
            _("Choose another way to read the letters, or save the file as CSV in UTF-8.")
        ) from None
    if _CONTROL.search(text):
        raise FileRefused(_NOT_A_TABLE)
    return text


def _guessed(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return UTF_8_SIG
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    even, odd = content[0:4000:2].count(0), content[1:4000:2].count(0)
    if even + odd > len(content[:4000]) // 5 and not odd < even * 4 < odd * 16:
        return "utf-16-be" if even > odd else "utf-16-le"
    for encoding in (UTF_8, GB18030) if not _looks_western(content) else (UTF_8, WESTERN, GB18030):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileRefused(_NOT_A_TABLE)


def _looks_western(content: bytes) -> bool:
    """Whether bytes above ASCII mostly stand alone between ASCII letters, as in German and French, not in pairs."""
    alone = paired = 0
    index = 0
    while index < len(content):
        if content[index] < 0x81:
            index += 1
        elif index + 1 < len(content) and content[index + 1] >= 0x81:
            paired += 1
            index += 2
        else:
            alone += 1
            index += 1
    return alone * 3 > paired


def _delimiter(text: str) -> str:
    """The separator that parts the headings into most cells."""
    first = next((line for line in text.splitlines() if line.strip(f" {DELIMITERS}")), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def packed(cells: Iterable[Any]) -> list[Any]:
    """Cells as JSON keeps them; days and instants of a spreadsheet stay recognisable."""
    return [
        {"day": cell.date().isoformat()}
        if isinstance(cell, datetime)
        else {"day": cell.isoformat()}
        if isinstance(cell, date)
        else cell
        for cell in cells
    ]


def unpacked(kept: Iterable[Any]) -> list[Any]:
    return [date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell for cell in kept]
