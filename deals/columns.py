"""The columns of the list of registrations: which there are, which are shown, and how close its rows stand.

Filters, order, page, columns and density all live in the address, so that Back brings the same list again and a
colleague opens it by the same link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """A heading; `css` is the class of its cells, and `sort` what `deals.filters` sorts by, if anything."""

    name: str
    label: Any
    css: str = ""
    sort: str = ""


CUSTOMER = Column("customer", _("Customer and project"), sort="customer")
COLUMNS = (
    CUSTOMER,
    Column("status", _("Status"), sort="status"),
    Column("budget", _("Budget"), css="number", sort="budget"),
    Column("deadline", _("Next deadline"), sort="deadline"),
    Column("valid", _("Valid until"), sort="valid"),
    Column("stage", _("Sales stage")),
    Column("close", _("Expected close"), sort="close"),
    Column("place", _("Installed in")),
    Column("owner", _("Looked after by"), sort="owner"),
    Column("submitted", _("Submitted"), sort="submitted"),
)
STANDARD = ("status", "budget", "deadline", "valid")
DENSITIES = (("", _("Roomy")), ("close", _("Close")))
# What the address of a list may say; a saved view keeps these and nothing else.
FILTERS = ("q", "status", "due", "family", "whose")
OF_A_VIEW = (*FILTERS, "sort", "column", "density")


def shown(asked: Iterable[str]) -> list[Column]:
    """The columns asked for in their fixed order, the customer always first; the standard ones for none."""
    wanted = set(asked) & {column.name for column in COLUMNS} or set(STANDARD)
    return [column for column in COLUMNS if column is CUSTOMER or column.name in wanted]


def close(query: QueryDict) -> bool:
    """Whether the rows stand close together."""
    return query.get("density") == "close"


def kept(query: QueryDict, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What an address says of a list, as pairs; without its page, and without what a form says anew."""
    dropped = set(without)
    names = [name for name in OF_A_VIEW if name not in dropped]
    return [(name, given) for name in names for given in query.getlist(name) if given]
