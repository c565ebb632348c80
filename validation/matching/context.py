"""Keys of a project's circumstances: how one opportunity is found again under a name that says nothing alike."""

from collections.abc import Iterator
from itertools import combinations

from .keys import key_of
from .names import read
from .projects import Project

_WORDS = 3


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


def context_keys(project: Project, country: str, closes: int, city: str) -> frozenset[int]:
    """The keys of one project: its country and solution, with each mark (year, phase, site, city) and each two of them.

    Where no solution could be read, the longest words of the project stand in its place. A project without either, or
    without a country, has no keys: it would meet too much.
    """
    named = tuple(project.solutions) or sorted(project.content, key=lambda word: (-len(word), word))[:_WORDS]
    if not named or not country:
        return frozenset()
    marks = list(dict.fromkeys(_marks(project, closes, city)))
    groups = [(), *((mark,) for mark in marks), *combinations(sorted(marks), 2)]
    return frozenset(
        key_of("context", " ".join((country, name, *group))) for name in named for group in groups
    )
