"""The few of many known names and rows that are worth comparing in full, told at little cost."""

from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

from .comparison import Facts, Rarity, opportunity_features
from .keys import word_key
from .names import Reading
from .prepared import tokens_of, unpack_name
from .projects import Project
from .retrieval import Name, common_keys, names_known, names_sharing
from .scoring import opportunity_probability

_COMPARED = 44
_WORD = 0.7
_MEANING = 0.25
_NO_WORD_SHARED = 0.2
_ABROAD = 0.4


class Sought(NamedTuple):
    """A name that is asked for, with the country it is asked for in and its keys."""

    name: Reading
    country: str
    keys: Collection[int]


class Likely(NamedTuple):
    """The known names worth comparing with one asked for, their readings, and how rare their words are."""

    names: list[Name]
    readings: dict[int, Reading]
    rarity: Rarity


def likely_names(
    each: Sequence[Sought], common: dict[int, int], filed: Mapping[int, Collection[int]]
) -> list[Likely]:
    """For each of several names, those worth comparing with it; what is read is read once for all."""
    met = names_known([names_sharing(sought.keys, common, filed) for sought in each])
    told = Rarity(common)
    chosen = [_best(sought, names, told) for sought, names in zip(each, met, strict=True)]
    readings = [{name.pk: unpack_name(name.reading) for name in names} for names in chosen]
    words = {
        word_key(token)
        for sought, known in zip(each, readings, strict=True)
        for reading in (sought.name, *known.values())
        for token in reading.tokens
        if token[0] not in "~@"
    }
    rarity = Rarity(common | common_keys(words - common.keys()))
    return [Likely(names, known, rarity) for names, known in zip(chosen, readings, strict=True)]


def _best(sought: Sought, met: list[Name], told: Rarity) -> list[Name]:
    asked, country, _keys = sought
    weights = {token: told[token] for token in asked.tokens}
    total = sum(weights.values())

    def against(name: Name) -> tuple[float, int]:
        tokens = tokens_of(name.reading)
        shared = sum([weights[token] for token in tokens if token in weights])
        others = sum([_MEANING if token[0] in "~@" else _WORD for token in tokens if token not in weights])
        alike = _NO_WORD_SHARED + (shared / (total + others) if shared else 0.0)
        return -name.shared * alike * (1.0 if name.country == country else _ABROAD), name.pk

    return nsmallest(_COMPARED, met, key=against)


def circumstantial(asked: Facts, known: Facts, project: Project, other: Project) -> float:
    """How likely a row is the same opportunity while nothing speaks for the customer."""
    return opportunity_probability(opportunity_features(asked, known, 0.0, project, other))
