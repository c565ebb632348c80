"""Separation of duties as a table: which role may say which verb, and what nobody may do on an own case.

Read off the table of moves; `docs/duties.md` is this table, and the desk is tried against it over HTTP.
"""

from dataclasses import dataclass

from deals.moves import MOVES, Actor

PARTNER, HERE, ELSEWHERE, MANAGER, AUDITOR, CLOCK = (
    "partner's person", "coordinator of the region, or its deputy", "coordinator of another region",
    "programme manager", "auditor", "the clock",
)  # fmt: skip
ROLES = (PARTNER, HERE, ELSEWHERE, MANAGER, AUDITOR, CLOCK)
_SAYS = {Actor.PARTNER: PARTNER, Actor.COORDINATOR: HERE, Actor.CLOCK: CLOCK}
_APPEAL = "not who took the decision on appeal"
# Verb -> who may not say it on the own case.
OWN: dict[str, str] = {
    "approve": f"not who proposed it, where two persons decide; {_APPEAL}",
    "return": _APPEAL,
    "reject": _APPEAL,
    "revoke": "not who proposed it",
    "grant_lead_time": "not who proposed it",
}


@dataclass(frozen=True)
class Duty:
    """One row: a verb, the role that may say it, and the rule on an own case, empty where there is none."""

    verb: str
    role: str
    own: str

    def may(self, role: str) -> bool:
        return role == self.role


def table() -> list[Duty]:
    return [Duty(verb, _SAYS[move.actor], OWN.get(verb, "")) for verb, move in MOVES.items()]


def markdown() -> str:
    """The table as a page of the documentation."""
    head = ["verb", *ROLES, "on an own case"]
    lines = [head, ["---"] * len(head)]
    lines += [[f"`{d.verb}`", *("yes" if d.may(r) else "" for r in ROLES), d.own] for d in table()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
