"""Regimes of reading projects: what the search makes of wordings that its vocabulary does not know, or mistakes."""

from dataclasses import dataclass, replace
from hashlib import blake2b

from validation.matching.projects import Project

_MISTAKEN_FOR = (
    "power/cooling",
    "campus/lan",
    "it/servers",
    "security/firewall",
    "storage/backup",
    "city/iot",
)


def share_of(text: str) -> float:
    """A fixed number from 0 to 1 for a text, as good as drawn by lot."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") / 2**48


@dataclass(frozen=True)
class Regime:
    """Forgets this share of all wordings, and mistakes another share for some other solution.

    A wording is forgotten wherever it occurs; `lot` draws other wordings. `weight` is how much a fit heeds it.
    """

    name: str
    forgotten: float = 0.0
    mistaken: float = 0.0
    lot: str = ""
    weight: float = 1.0

    def read(self, project: Project) -> Project:
        drawn = share_of(self.lot + " ".join(sorted(project.content)))
        if drawn < self.forgotten:
            return replace(project, solutions={}, families=frozenset())
        if drawn < self.forgotten + self.mistaken and project.solutions:
            return self._mistaken(project, drawn)
        return project

    def _mistaken(self, project: Project, drawn: float) -> Project:
        family = next(iter(project.solutions)).split("/")[0]
        near = drawn < self.forgotten + self.mistaken / 2
        solution = f"{family}/mistaken" if near else _MISTAKEN_FOR[int(drawn * 1e6) % len(_MISTAKEN_FOR)]
        return replace(project, solutions={solution: 1.0}, families=frozenset({solution.split("/")[0]}))


LEARNED = (
    Regime("all known"),
    Regime("half forgotten", forgotten=0.5, lot="a", weight=0.5),
    Regime("all forgotten", forgotten=1.0, weight=0.5),
    Regime("some mistaken", forgotten=0.25, mistaken=0.08, lot="b", weight=0.5),
)
TRIED = (
    Regime("all known"),
    Regime("some mistaken", forgotten=0.25, mistaken=0.08, lot="c"),
    Regime("half forgotten", forgotten=0.5, lot="d"),
    Regime("all forgotten", forgotten=1.0),
)
