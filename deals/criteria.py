"""The programme page's criteria as the partner may see them at each stage of a registration.

Before a decision only what the partner itself gave is told. "Not in the pipeline" and "not accepted for another" are
one line here, always: apart they would tell which of the two stood in the way (rulebook, *Words to the partner*).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from deals import reasons
from deals.checklist import TITLES, checklist
from deals.models import Decision, Registration
from deals.states import Status
from validation.findings import PARTNER_CODES, Code, Outcome

FREE = "free"
VENDOR_TITLES: dict[str, Any] = {
    Code.VERIFIED: _("True and valid"),
    FREE: _("The opportunity is free to register"),
    Code.APPROVED: _("Approved by the vendor"),
}
WAITS = _("Your coordinator checks this.")
AFTER = _("Your coordinator checks this after you submit.")
DECIDES = _("Your coordinator decides.")
CHECKED = _("Checked when you submitted.")
MARKS = {"pass": "done", "fail": "fail", "review": "half", "pending": "ring"}


@dataclass(frozen=True)
class Line:
    """One criterion: `outcome` is that of a finding, `words` say what it rests on."""

    title: Any
    outcome: str
    words: Any

    @property
    def icon(self) -> str:
        return MARKS[self.outcome]


def lines(row: Registration, at: datetime) -> list[Line]:
    """Every criterion with what the partner may know of it now."""
    if row.submitted_at is None:
        return _live(row, at, AFTER)
    if row.status == Status.RETURNED:
        return _live(row, at, WAITS)
    if row.status == Status.REJECTED:
        return _not_accepted(row)
    if row.update_from_at is not None:
        return [Line(title, Outcome.PASS, "") for title in (*TITLES.values(), *VENDOR_TITLES.values())]
    return [*_ours(CHECKED), *_theirs(WAITS)]


def _ours(words: Any) -> list[Line]:
    return [Line(TITLES[code], Outcome.PASS, words) for code in PARTNER_CODES]


def _theirs(words: Any) -> list[Line]:
    return [
        Line(title, Outcome.PENDING, DECIDES if code == Code.APPROVED else words)
        for code, title in VENDOR_TITLES.items()
    ]


def _live(row: Registration, at: datetime, vendor_words: Any) -> list[Line]:
    found = checklist(row, at).criteria
    return [*(Line(c.title, c.outcome, c.words) for c in found), *_theirs(vendor_words)]


def _not_accepted(row: Registration) -> list[Line]:
    """What the decision named does not pass; what it did not name is not told."""
    decided = [d for d in row.decisions.all() if d.act == Decision.Act.REJECT]
    codes = decided[-1].codes if decided else []
    named = {
        FREE if reason.criterion in (Code.SINGLE, Code.PIPELINE) else reason.criterion: reason.words
        for reason in (reasons.REASONS[code] for code in codes if code in reasons.REASONS)
    }
    titles = {**{str(code): title for code, title in TITLES.items()}, **VENDOR_TITLES}
    passed = [code for code in PARTNER_CODES if code not in named]
    return [
        *(Line(titles[code], Outcome.PASS, CHECKED) for code in passed),
        *(Line(titles[code], Outcome.FAIL, words) for code, words in named.items()),
    ]
