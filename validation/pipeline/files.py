"""CSV and XLSX files of the pipeline, read row by row: a file of any length needs little memory."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import IO, Any

from django.utils.translation import gettext_noop as _

from validation.findings import Message
from validation.pipeline.cells import shown
from validation.pipeline.rows import BEYOND, MISSING, REQUIRED, SYNONYMS
from validation.pipeline.sheets import Damaged, read_first_sheet

# The line a row stands on, counted from 1, and its cells by heading.
Row = tuple[int, Mapping[Any, object]]


class FileRefused(Exception):
    """The file as a whole cannot be read; `remedy` says what to do, `line` where it stopped."""

    def __init__(self, remedy: str, line: int = 1, **params: str | int | float) -> None:
        super().__init__(remedy)
        self.remedy, self.line = Message(remedy, params), line


def read_file(file: IO[bytes], name: str) -> Iterator[Row]:
    """The rows of a CSV or XLSX file, told apart by the ending of its name. Raises FileRefused, also later."""
    ending = PurePath(name).suffix.casefold()
    if ending == ".xlsx":
        return _read_xlsx(file)
    if ending == ".csv":
        return _read_csv(file)
    raise FileRefused(_("Save the file as CSV in UTF-8, or as XLSX."))


def _headings(found: Sequence[object]) -> list[str]:
    named = [re.sub(r"[\s_-]+", "_", shown(heading).casefold()) for heading in found]
    headings = [SYNONYMS.get(heading, heading) for heading in named]
    twice = sorted(heading for heading, count in Counter(headings).items() if heading and count > 1)
    if twice:
        raise FileRefused(_("Keep one column of each: %(columns)s."), columns=", ".join(twice))
    missing = [heading for heading in REQUIRED if heading not in headings]
    if missing:
        raise FileRefused(
            _("Add the missing columns to the first row: %(columns)s."), columns=", ".join(missing)
        )
    return headings


def _read_csv(file: IO[bytes]) -> Iterator[Row]:
    # Bytes that are no UTF-8 are let through, so that each row can say so.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.readline()
        if "\x00" in first:
            raise FileRefused(_("Save the file as CSV in UTF-8, or as XLSX."))
        separator = max(",;\t", key=first.count)
        headings = _headings(next(csv.reader([first], delimiter=separator), []))
        reader = csv.DictReader(
            text,
            headings,
            restkey=BEYOND,
            restval=MISSING,
            delimiter=separator,
        )
        while True:
            try:
                row = next(reader, None)
            except csv.Error:
                raise FileRefused(
                    _("Check the quotation marks around this line."), line=reader.line_num + 1
                ) from None
            if row is None:
                return
            if any(isinstance(cell, str) and cell.strip() for cell in row.values()):
                yield reader.line_num + 1, row
    finally:
        text.detach()


def _read_xlsx(file: IO[bytes]) -> Iterator[Row]:
    rows = read_first_sheet(file)
    line = 1
    try:
        line, first = next(rows, (1, []))
        headings = _headings(first)
        for line, cells in rows:
            if not any(shown(cell) for cell in cells):
                continue
            padded = [*cells, *[None] * (len(headings) - len(cells))]
            row: dict[Any, object] = dict(zip(headings, padded, strict=False))
            beyond = [cell for cell in padded[len(headings) :] if shown(cell)]
            yield line, row | ({BEYOND: beyond} if beyond else {})
    except Damaged:
        raise FileRefused(
            _("Open the file in a spreadsheet and save it anew as XLSX: it is damaged."), line=line
        ) from None
