"""Files of registrations for the tests of bulk registration, written the way spreadsheets write them."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import openpyxl

from deals.bulk import batches, work
from deals.models import Batch
from deals.tests.factories import AT, letters
from partners.models import User

TITLES = {
    "customer_name": "Customer name",
    "customer_country": "Customer's country",
    "installation_country": "Country of installation",
    "installation_city": "City of installation",
    "project_name": "Project name",
    "deal_kind": "Kind of deal",
    "budget": "Budget",
    "currency": "Currency",
    "products": "Products or solutions",
    "person_1_role": "Person 1: Role",
    "person_1_influence": "Person 1: Influence",
    "person_1_name": "Person 1: Name",
    "person_1_email": "Person 1: Business e-mail",
    "implementation_from": "Implementation from",
    "implementation_until": "Implementation until",
    "price_application_on": "Planned price application",
    "close_on": "Expected close",
    "stage": "Sales stage",
    "tender_published": "A public tender is published",
    "tender_number": "Tender number",
    "tender_on": "Date of the tender",
    "customer_domain": "Customer's web domain",
}


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A complete row, planned from AT on; each number names another deal."""
    return {
        "customer_name": f"{letters(number)} {letters(number + 50_000)} 公司",
        "customer_country": "TH",
        "installation_country": "Thailand",
        "installation_city": "Bangkok",
        "project_name": f"Renewal of storage, site {letters(number + 90_000)} {number}",
        "deal_kind": "New project",
        "budget": "250,000.00",
        "currency": "USD",
        "products": "storage.flash",
        "person_1_role": "Decision maker",
        "person_1_influence": "high",
        "person_1_name": "Somchai Canary",
        "person_1_email": "somchai.canary@customer.example",
        "implementation_from": "2027-06-01",
        "implementation_until": "2027/9/1",
        "price_application_on": "15.04.2027",
        "close_on": "20 May 2027",
        "stage": "Solution agreed",
        "tender_published": "no",
        "tender_number": "",
        "tender_on": "",
        "customer_domain": "",
    } | changes


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = tuple(TITLES)) -> list[list[Any]]:
    return [
        [TITLES.get(name, name) for name in columns],
        *([each.get(name, "") for name in columns] for each in rows),
    ]


def csv_file(
    rows: Sequence[Mapping[str, Any]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    columns: Sequence[str] = tuple(TITLES),
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table(rows, columns))
    return text.getvalue().encode(encoding)


def xlsx_file(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = tuple(TITLES)) -> bytes:
    book = openpyxl.Workbook()
    for cells in table(rows, columns):
        book.worksheets[0].append(cells)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def finished(batch: Batch, at: datetime = AT) -> Batch:
    """The batch after all of its work is done."""
    while work.step(batch.pk, at):
        pass
    batch.refresh_from_db()
    return batch


def uploaded(content: bytes, by: User, at: datetime = AT, name: str = "deals.csv") -> Batch:
    return batches.upload(content, name, by=by, at=at)


def checked(content: bytes, by: User, at: datetime = AT, **how: Any) -> Batch:
    """Uploaded, matched as proposed, and checked."""
    batch = uploaded(content, by, at)
    return finished(batches.match(batch, batch.meaning, by=by, at=at, **how), at)


def brought_in(
    content: bytes, by: User, at: datetime = AT, *, good_rows: bool = False, submit: bool = False, **how: Any
) -> Batch:
    batch = checked(content, by, at, **how)
    return finished(batches.confirm(batch, good_rows=good_rows, submit=submit, by=by, at=at), at)
