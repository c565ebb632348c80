"""An opportunity as Salesforce tells it, turned into the cells that every pipeline row is read from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from validation.pipeline.rows import REQUIRED, RowProblem, read_row
from validation.pipeline.salesforce.trouble import malformed
from validation.salesforce import Account

SYSTEM_FIELDS = ("Id", "Name", "CreatedDate", "SystemModstamp", "IsDeleted", "IsClosed")
_ID = re.compile(r"[A-Za-z0-9]{15}([A-Za-z0-9]{3})?")
_TEXT_MOST = 300

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """One opportunity: its cells, whether it is gone, when it last changed, and the cells that were left out."""

    record_id: str
    modified_at: datetime
    gone: bool
    cells: dict[str, object]
    left_out: tuple[RowProblem, ...]


def fields_asked(account: Account) -> list[str]:
    """Every field of an opportunity that a query asks for, each once."""
    return list(dict.fromkeys([*SYSTEM_FIELDS, *(name for name in account.fields.values() if name)]))


def read(record: Record, account: Account, at: datetime) -> Read:
    """Read one record, nested as the REST API tells it or flat as Bulk does. Raises Trouble when it is none.

    A cell beyond reading is left out instead of the opportunity: one that is not there cannot be found. For the
    same reason an opportunity without account goes under its own name.
    """
    if not isinstance(record, Mapping):
        raise malformed("a record is no object.")
    record_id = _told(record, "Id")
    if not isinstance(record_id, str) or not _ID.fullmatch(record_id):
        raise malformed(f"{str(record_id)[:40]!r} is no id of a record.")
    cells: dict[str, object] = {
        column: _told(record, name) for column, name in account.fields.items() if name
    }
    for column in ("customer_name", "project_name"):
        cells[column] = str(cells.get(column) or "")[:_TEXT_MOST]
    if account.currency and not cells.get("currency"):
        cells["currency"] = account.currency
    cells |= {
        "record_id": record_id,
        "created_at": _instant(record, "CreatedDate").isoformat(),
        "state": "closed" if _flag(record, "IsClosed") else "open",
    }
    left_out = _leave_out(cells, [_told(record, "Name"), record_id], at)
    return Read(record_id, _instant(record, "SystemModstamp"), _flag(record, "IsDeleted"), cells, left_out)


def _leave_out(cells: dict[str, object], names: list[object], at: datetime) -> tuple[RowProblem, ...]:
    """Empty the cells that cannot be read, and name the customer otherwise where that is one of them."""
    left_out: list[RowProblem] = []
    while problems := read_row(cells, at)[1]:
        for problem in problems:
            if problem.column == "customer_name" and names:
                cells["customer_name"] = names.pop(0)
            elif problem.column in REQUIRED:
                raise malformed(f"{problem.column} {problem.value!r}: {problem.remedy}")
            else:
                cells[problem.column] = None
                # Without its currency an amount means nothing.
                cells |= {"amount": None} if problem.column == "currency" else {}
                left_out.append(problem)
    return tuple(left_out)


def _told(record: Record, path: str) -> Any:
    """The value of a field such as Account.Name; None where the account is empty. Raises Trouble without it."""
    if path in record:
        return record[path]
    found: Any = record
    for name in path.split("."):
        if found is None:
            return None
        if not isinstance(found, Mapping) or name not in found:
            raise malformed(f"a record lacks {path}.")
        found = found[name]
    return found


def _instant(record: Record, path: str) -> datetime:
    told = _told(record, path)
    try:
        return datetime.fromisoformat(told).astimezone(UTC)
    except (TypeError, ValueError):
        raise malformed(f"{path} is {str(told)[:40]!r}.") from None


def _flag(record: Record, path: str) -> bool:
    told = _told(record, path)
    if str(told).casefold() not in ("true", "false"):
        raise malformed(f"{path} is {str(told)[:40]!r}.")
    return str(told).casefold() == "true"
