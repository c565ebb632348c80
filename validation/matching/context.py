"""Keys of a project's circumstances: how one opportunity is found again under a name that says nothing alike."""

from collections.abc import Iterator
from itertools import combinations
from math import log

from .keys import key_of
from .names import read
from .projects import Project

_WORDS = 3
# Amounts of one size differ by less than half.
_SIZE = 0.45


def _marks(project: Project, closes: int, city: str) -> Iterator[str]:
    if year := project.year or closes:
        yield f"year {year}"
    if project.phase:
        yield f"phase {project.phase}"
    for site in sorted(project.sites)[:2]:
        yield f"site {site}"
    place = place_of(city)
    if place:
        yield f"city {place}"
    for word in sorted(project.leading_words):
        if word != place:
            yield f"city {word}"


def place_of(city: str) -> str:
    """A city's name as it is compared."""
    return "".join(read(city).plain) if city else ""


def _sizes(amount: float, *, near: bool) -> list[str]:
    """How large an amount is, in steps; asked for, those next to it too."""
    if amount <= 0:
        return []
    size = round(log(amount) / _SIZE)
    return [f"size {each}" for each in ((size - 1, size, size + 1) if near else (size,))]


def context_keys(
    project: Project, country: str, closes: int, city: str, amount: float, *, asked: bool = False
) -> frozenset[int]:
    """The keys of one project: its country and solution, with each mark (year, phase, site, city) and each two of them.

    The size of its amount goes with each of them; a project asked for has the sizes next to its own as well.
    Where no solution could be read, the longest words of the project stand in its place. A project without either, or
    without a country, has no keys: it would meet too much.
    """
    named = tuple(project.solutions) or sorted(project.content, key=lambda word: (-len(word), word))[:_WORDS]
    if not named or not country:
        return frozenset()
    marks = list(dict.fromkeys(_marks(project, closes, city)))
    alone = [(), *((mark,) for mark in marks)]
    sized = [(*group, size) for size in _sizes(amount, near=asked) for group in alone]
    groups = [*alone, *combinations(sorted(marks), 2), *sized]
    return frozenset(
        key_of("context", " ".join((country, name, *group))) for name in named for group in groups
    )
