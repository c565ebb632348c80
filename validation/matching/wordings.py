"""Finds in the words of a project's name which solution it buys."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product

from .parts import WHOLE, Parts, PartSets, Words, letters_of, level, look_up, words_of
from .vocabulary.tables import entries

__all__ = ["is_wording", "known_families", "level", "listed", "solutions_in", "words_of"]

_AS_SURE = 0.9
_WEAK = 0.45
_PER_PART = 1.2


def _alternatives(wording: str) -> Iterator[str]:
    """The wordings that one with alternatives stands for."""
    yield from map("+".join, product(*(part.split("|") for part in wording.split("+"))))


def listed(folder: str) -> Iterator[tuple[str, str]]:
    """Every wording of a folder of the vocabulary with its name, alternatives written out."""
    for name, wordings in entries(folder):
        for wording in wordings:
            yield from ((name, one) for one in _alternatives(wording))


def _parts(name: str, wording: str) -> Parts:
    parts = tuple(part if part[0] == "@" else level(part) for part in wording.split("+"))
    letters = sum(letters_of(part) for part in parts if part[0] != "@")
    return Parts(name.rstrip("?"), parts, letters, _WEAK if name.endswith("?") else 1.0)


class Table:
    """Wordings of solutions, and the ideas that some of them are made of."""

    def __init__(self, wordings: Iterable[tuple[str, str]], ideas: Iterable[tuple[str, str]] = ()) -> None:
        solutions = [_parts(name, wording) for name, wording in wordings]
        expressed = [_parts(f"@{name}", wording) for name, wording in ideas]
        self._solutions = PartSets(solutions)
        self._ideas = PartSets(expressed)
        self.families = frozenset(one.name.split("/")[0] for one in solutions)
        parts = {part.rstrip("=") for one in (*solutions, *expressed) for part in one.parts}
        self.stems = frozenset(part for part in parts if part[0] != "@" and len(part) > WHOLE)
        self.short = frozenset(part for part in parts if len(part) == WHOLE)

    def _expressed(self, words: Words) -> dict[str, tuple[float, int]]:
        """Each idea the words express, with the letters and the number of the parts that express it best."""
        ideas: dict[str, tuple[float, int]] = {}
        for one in self._ideas.found(words):
            said = (one.letters, len(one.parts))
            if said > ideas.get(one.name, (0.0, 0)):
                ideas[one.name] = said
        return ideas

    def read(self, text: str, words: frozenset[str]) -> tuple[dict[str, float], frozenset[str]]:
        """Each likely solution with how surely (0..1) it was named, and the families that were named."""
        looked_up = look_up(text, words)
        ideas = self._expressed(looked_up)
        weights: dict[str, float] = {}
        for one in self._solutions.found(looked_up, ideas):
            letters, parts = one.letters, len(one.parts)
            for part in one.parts:
                if part[0] == "@":
                    letters += ideas[part][0]
                    parts += ideas[part][1] - 1
            weight = (letters**0.5 + _PER_PART * parts) * one.share
            weights[one.name] = max(weights.get(one.name, 0.0), weight)
        if not weights:
            return {}, frozenset()
        named = {solution: weight for solution, weight in weights.items() if solution[-1] != "/"}
        if not named:
            return {}, frozenset(family.rstrip("/") for family in weights)
        best = max(named.values())
        sure = {name: round(weight / best, 3) for name, weight in named.items() if weight >= _AS_SURE * best}
        return sure, frozenset(name.split("/")[0] for name in sure)


@cache
def table() -> Table:
    """The wordings of the vocabulary, read once."""
    return Table(listed("solutions"), listed("ideas"))


def known_families() -> frozenset[str]:
    """The names of the families of solutions."""
    return table().families


@lru_cache(maxsize=2_000)
def solutions_in(text: str, words: frozenset[str]) -> tuple[dict[str, float], frozenset[str]]:
    """What `Table.read` makes of levelled text and its words."""
    return table().read(text, words)


@lru_cache(maxsize=20_000)
def is_wording(word: str) -> bool:
    """Whether a word begins like a part of some wording, or is a short one."""
    known = table()
    return word in known.short or any(word[:size] in known.stems for size in range(WHOLE + 1, len(word) + 1))
