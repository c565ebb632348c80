"""Registrations taken out as a file: exactly the filtered rows, with what the partner may know of them alone.

Every export is on record with who, when, which filters and columns, and how many. Cells that a spreadsheet would
run are made harmless. Names of the decision chain and whatever the coordinators note are no columns at all.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from deals.bulk.returned import harmless
from deals.models import Export, Registration
from deals.querysets import RegistrationQuerySet
from partners.models import User

CSV, XLSX = "csv", "xlsx"
CHUNK = 500
DAY_FORMATS = {
    "iso": "%Y-%m-%d",
    "day-first": "%d/%m/%Y",
    "month-first": "%m/%d/%Y",
    "words": "%d %b %Y",
}
Cell = str | int | float
Value = Callable[[Registration], Any]


@dataclass(frozen=True)
class Column:
    name: str
    label: Any
    value: Value


def _country(row: Registration) -> str:
    return str(countries.name(str(row.installation_country)))


def _products(row: Registration) -> str:
    return "; ".join(f"{item.quantity} × {item.product_line.name}" for item in row.items.all())


COLUMNS = (
    Column("reference", gettext_lazy("Reference"), lambda row: row.reference),
    Column("customer", gettext_lazy("Customer"), lambda row: row.customer_name),
    Column("project", gettext_lazy("Project"), lambda row: row.project_name),
    Column("status", gettext_lazy("Status"), lambda row: row.get_status_display()),
    Column("stage", gettext_lazy("Sales stage"), lambda row: row.get_stage_display()),
    Column("budget", gettext_lazy("Budget"), lambda row: row.budget),
    Column("currency", gettext_lazy("Currency"), lambda row: row.currency),
    Column("products", gettext_lazy("Products"), _products),
    Column("country", gettext_lazy("Country of installation"), _country),
    Column("city", gettext_lazy("City of installation"), lambda row: row.installation_city),
    Column("partner", gettext_lazy("Partner"), lambda row: row.partner.name),
    Column(
        "distributor",
        gettext_lazy("Distributor"),
        lambda row: row.distributor.name if row.distributor else "",
    ),
    Column("submitted", gettext_lazy("First submitted"), lambda row: row.submitted_at),
    Column("decided", gettext_lazy("Decided"), lambda row: row.decided_at),
    Column("update_due", gettext_lazy("Update due"), lambda row: row.update_due_at),
    Column("valid", gettext_lazy("Valid until"), lambda row: row.expires_at),
    Column("ended", gettext_lazy("Ended"), lambda row: row.ended_at),
    Column("close", gettext_lazy("Expected close"), lambda row: row.close_on),
    Column("from", gettext_lazy("Implementation from"), lambda row: row.implementation_from),
    Column("until", gettext_lazy("Implementation until"), lambda row: row.implementation_until),
)
INSTANTS = frozenset({"submitted", "decided", "update_due", "valid", "ended"})


@dataclass(frozen=True)
class Wanted:
    """What the person asked for: the file, its columns by name, the zone of instants, and how a day is written."""

    kind: str
    columns: Sequence[str]
    zone: ZoneInfo
    days: str

    @property
    def chosen(self) -> list[Column]:
        return [column for column in COLUMNS if column.name in self.columns]


def record(
    rows: RegistrationQuerySet, wanted: Wanted, filters: dict[str, Any], *, by: User, at: datetime
) -> Export:
    """Put an export on record before its first byte leaves."""
    assert by.partner is not None
    return Export.objects.create(
        by=by, partner=by.partner, at=at, kind=wanted.kind, filters=filters,
        columns=[column.name for column in wanted.chosen], row_count=rows.order_by().count(),
    )  # fmt: skip


def lines(rows: RegistrationQuerySet, wanted: Wanted) -> Iterator[list[Cell]]:
    """The heading, then one line for each registration, read in slices so that a long list takes no more memory."""
    yield [_heading(column, wanted) for column in wanted.chosen]
    whole = rows.for_pages()
    if "products" in wanted.columns:
        whole = whole.prefetch_related("items__product_line")
    for row in whole.iterator(chunk_size=CHUNK):
        yield [_cell(column.value(row), wanted) for column in wanted.chosen]


def as_csv(rows: RegistrationQuerySet, wanted: Wanted) -> Iterator[bytes]:
    """The file piece by piece; the mark at its beginning tells spreadsheets that it is UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    for line in lines(rows, wanted):
        writer.writerow(line)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def as_xlsx(rows: RegistrationQuerySet, wanted: Wanted) -> IO[bytes]:
    """The workbook in a file of its own, at its beginning; it goes when it is closed."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Registrations")[:31])
    sheet.freeze_panes = "B2"
    for line in lines(rows, wanted):
        sheet.append(line)
    kept: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    book.save(kept)
    kept.seek(0)
    return kept


def _heading(column: Column, wanted: Wanted) -> str:
    return f"{column.label} ({wanted.zone.key})" if column.name in INSTANTS else str(column.label)


def _cell(value: Any, wanted: Wanted) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(wanted.zone).strftime(f"{DAY_FORMATS[wanted.days]} %H:%M")
    if isinstance(value, date):
        return value.strftime(DAY_FORMATS[wanted.days])
    if isinstance(value, str):
        return str(harmless(str(value)))
    return float(value) if wanted.kind == XLSX else f"{value:.2f}"
