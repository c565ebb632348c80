"""One row of a pipeline file: which column fills which field, and every problem of the row at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_noop as _

from validation.findings import Message
from validation.pipeline import cells
from validation.pipeline.cells import Unreadable

REQUIRED = ("record_id", "customer_name", "created_at")
# Other headings for the same column.
SYNONYMS = {
    "product_line": "product_lines",
    "tax_number": "tax_id",
    "web_domain": "domain",
    "account_name": "customer_name",
    "opportunity_id": "record_id",
    "opportunity_name": "project_name",
    "created_date": "created_at",
    "account_manager": "owner",
    "opportunity_owner": "owner",
    "owner_name": "owner",
}
# What a reader puts where a row is shorter than its headings, and the key of what is beyond them.
MISSING = object()
BEYOND = None
_SHOWN_MOST = 80


@dataclass(frozen=True)
class RowProblem:
    """What stands in the way of one row: the column, the value found there, and what to do."""

    column: str
    value: str
    remedy: Message


def _state(cell: object) -> str:
    found = cells.text(cell, 40).casefold() or "open"
    if found not in {"open", "closed"}:
        raise Unreadable(_("Write open or closed."))
    return found


def _stage(cell: object) -> str:
    return "closed" if cells.text(cell, 80).casefold().startswith("closed") else "open"


# Heading -> field and reader. Columns of no concern here are left out by the reading.
_PLAIN: dict[str, tuple[str, Callable[[object], Any]]] = {
    "record_id": ("record_id", partial(cells.required_text, most=64)),
    "customer_name": ("customer_name", partial(cells.required_text, most=300)),
    "customer_alias": ("customer_alias", partial(cells.text, most=300)),
    "project_name": ("project_name", partial(cells.text, most=300)),
    "country": ("country", cells.country),
    "city": ("city", partial(cells.text, most=120)),
    "starts_on": ("starts_on", cells.day),
    "close_date": ("closes_on", partial(cells.day, end_of_month=True)),
    "product_lines": ("product_lines", cells.codes),
    "domain": ("domain", cells.domain),
    "tax_id": ("tax_number", partial(cells.text, most=60)),
    "owner": ("account_manager", partial(cells.text, most=121)),
    "registration_number": ("registration_number", partial(cells.text, most=20)),
}
FIELDS = (
    *(field for field, _reader in _PLAIN.values()),
    "amount",
    "currency",
    "created_in_source_at",
    "state",
)


class _Row:
    def __init__(self, found: Mapping[Any, object]) -> None:
        self.found = found
        self.problems: list[RowProblem] = []

    def has(self, heading: str) -> bool:
        return bool(cells.shown(self.found.get(heading)))

    def read(self, heading: str, reader: Callable[[object], Any]) -> Any:
        try:
            return reader(self.found.get(heading))
        except Unreadable as wrong:
            self.wrong(heading, wrong.remedy)
            return None

    def wrong(self, heading: str, remedy: Message) -> None:
        cell = self.found.get(heading)
        value = (
            ("" if cell is MISSING else cells.shown(cell))
            .encode(errors="replace")
            .decode()
            .replace("\x00", "?")
        )
        self.problems.append(RowProblem(heading, value[:_SHOWN_MOST], remedy))


def _amount_and_currency(row: _Row) -> dict[str, Any]:
    if row.has("amount_usd") and not row.has("amount"):
        return {"amount": row.read("amount_usd", cells.amount), "currency": "USD"}
    amount, currency = row.read("amount", cells.amount), row.read("currency", cells.currency)
    if amount is not None and currency == "":
        row.wrong("currency", Message(_("Write the currency of the amount, such as EUR.")))
    return {"amount": amount, "currency": currency if amount is not None else ""}


def read_row(found: Mapping[Any, object], at: datetime) -> tuple[dict[str, Any], list[RowProblem]]:
    """The fields of a known opportunity, and what stands in the way; with a problem they are not whole."""
    row = _Row(found)
    if BEYOND in found or MISSING in found.values():
        row.wrong("", Message(_("Check the separators: this row has more or fewer cells than the headings.")))
        return {}, row.problems
    values = {field: row.read(heading, reader) for heading, (field, reader) in _PLAIN.items()}
    values |= _amount_and_currency(row)
    values["created_in_source_at"] = row.read("created_at", partial(cells.instant, at=at))
    values["state"] = row.read("state", _state) if row.has("state") else row.read("stage", _stage)
    starts_on, closes_on = values["starts_on"], values["closes_on"]
    if starts_on and closes_on and closes_on < starts_on:
        row.wrong("close_date", Message(_("Write a close date that is not before the start.")))
    return values, row.problems
