"""What an act of the desk is: a verb of the table of moves with its words and its form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deals.admin.pending import Pending
from deals.forms.decisions import DecisionForm
from deals.models import Registration
from deals.moves import MOVES
from partners.models import User


@dataclass(frozen=True)
class Seen:
    """Who acts, when, and which version of the registration was on the screen."""

    by: User
    at: datetime
    version: int


CarryOut = Callable[[Registration, Any, Seen], object]


def _always(_row: Registration, _pending: Pending) -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """`slug` is its address, `verb` its row in the table of moves. `lead` says what will happen.

    `at_once` acts by its button alone; `offered` hides what would be refused anyway. After one that
    `leads_on` the next case opens; `key` is its single-letter shortcut. Where the partner is `told`, the
    letter can be read first.
    """

    slug: str
    verb: str
    label: Any
    done: Any
    carry_out: CarryOut
    lead: Any = ""
    form: type[DecisionForm] = DecisionForm
    offered: Callable[[Registration, Pending], bool] = _always
    style: str = "button-return"
    at_once: bool = False
    first: bool = False
    leads_on: bool = False
    key: str = ""
    told: bool = False

    def legal(self, row: Registration) -> bool:
        return row.status in MOVES[self.verb].sources
