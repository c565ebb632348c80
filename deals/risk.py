"""How much a case asks for a careful look: signs with points, read from what the search after submission saw.

It orders the queue among cases whose promise runs out together and says why; it decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from validation import hints
from validation.findings import Code, Finding, Outcome

PROBING, TWO_PERSONS, ALIKE, BUDGET, UNUSUAL, FIRST_TIME, SHORT_LEAD, APPEAL, OBJECTION = (
    "probing", "two-persons", "alike", "budget", "unusual-budget", "first-time", "short-lead", "appeal", "objection",
)  # fmt: skip
POINTS: dict[str, int] = {
    PROBING: 4,
    TWO_PERSONS: 3,
    ALIKE: 3,
    BUDGET: 3,
    OBJECTION: 3,
    UNUSUAL: 2,
    FIRST_TIME: 2,
    APPEAL: 2,
    SHORT_LEAD: 1,
}
SPARE_DAYS = 3


@dataclass(frozen=True)
class Circumstances:
    """What the signs are read from. `usual` is the smallest and the largest other budget in the same currency."""

    budget: Decimal | None = None
    limit: Decimal | None = None
    usual: tuple[Decimal, Decimal] | None = None
    accepted_before: int = 0
    registered_on: date | None = None
    price_application_on: date | None = None
    lead_time_days: int = 0
    probing: bool = False
    appealed: bool = False
    objected: bool = False


def signs(case: Circumstances, findings: Iterable[Finding]) -> list[str]:
    """The signs that stand, heaviest first."""
    found = list(findings)
    conflicts = [each for each in found if each.code in (Code.PIPELINE, Code.SINGLE)]
    standing = {
        PROBING: case.probing,
        TWO_PERSONS: any(each.two_persons for each in found),
        ALIKE: any(each.outcome in (Outcome.REVIEW, Outcome.FAIL) for each in conflicts),
        BUDGET: case.limit is not None and case.budget is not None and case.budget > case.limit,
        UNUSUAL: hints.budget_is_unusual(case.budget, case.usual),
        FIRST_TIME: case.accepted_before == 0,
        APPEAL: case.appealed,
        OBJECTION: case.objected,
        SHORT_LEAD: _short(case),
    }
    return sorted((sign for sign, there in standing.items() if there), key=lambda sign: -POINTS[sign])


def points(signs: Iterable[str]) -> int:
    return sum(POINTS[sign] for sign in signs)


def _short(case: Circumstances) -> bool:
    if case.registered_on is None or case.price_application_on is None:
        return False
    return (case.price_application_on - case.registered_on).days < case.lead_time_days + SPARE_DAYS
