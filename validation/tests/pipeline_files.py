"""Pipeline files for tests, as CSV and as XLSX."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

HEADINGS = (
    "record_id",
    "customer_name",
    "project_name",
    "country",
    "amount",
    "currency",
    "created_at",
    "state",
)


def row(number: int, **changes: Any) -> dict[str, Any]:
    """The cells of one good row."""
    return {
        "record_id": f"006A{number}",
        "customer_name": f"Customer House {number}",
        "project_name": "Core upgrade",
        "country": "DK",
        "amount": "1000",
        "currency": "EUR",
        "created_at": "2027-01-05T10:00:00Z",
        "state": "open",
        **changes,
    }


def csv_file(*lines: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO("\r\n".join(lines).encode(encoding))


def csv_of(*rows: dict[str, Any]) -> io.BytesIO:
    return csv_file(
        ",".join(HEADINGS), *(",".join(str(cells[heading]) for heading in HEADINGS) for cells in rows)
    )


def xlsx_file(*lines: Sequence[object]) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(list(line))
    written = io.BytesIO()
    book.save(written)
    book.close()
    written.seek(0)
    return written
