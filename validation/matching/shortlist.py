"""The few of many known names and rows that are worth comparing in full, told at little cost."""

from collections.abc import Collection, Mapping
from heapq import nsmallest

from .comparison import Facts, Rarity, opportunity_features
from .keys import word_key
from .names import Reading
from .prepared import tokens_of, unpack_name
from .projects import Project
from .retrieval import Name, common_keys, similar_names
from .scoring import opportunity_probability

_COMPARED = 44
_WORD = 0.7
_MEANING = 0.25
_NO_WORD_SHARED = 0.2
_ABROAD = 0.4


def likely_names(
    asked: Reading,
    country: str,
    keys: Collection[int],
    common: dict[int, int],
    filed: Mapping[int, Collection[int]],
) -> tuple[list[Name], dict[int, Reading], Rarity]:
    """The known names worth comparing with the one asked for, their readings, and how rare their words are."""
    met = similar_names(keys, common, filed)
    told = Rarity(common)
    weights = {token: told[token] for token in asked.tokens}
    total = sum(weights.values())

    def against(name: Name) -> tuple[float, int]:
        tokens = tokens_of(name.reading)
        shared = sum([weights[token] for token in tokens if token in weights])
        others = sum([_MEANING if token[0] in "~@" else _WORD for token in tokens if token not in weights])
        alike = _NO_WORD_SHARED + (shared / (total + others) if shared else 0.0)
        return -name.shared * alike * (1.0 if name.country == country else _ABROAD), name.pk

    names = nsmallest(_COMPARED, met, key=against)
    readings = {name.pk: unpack_name(name.reading) for name in names}
    words = {
        word_key(token)
        for reading in (asked, *readings.values())
        for token in reading.tokens
        if token[0] not in "~@"
    }
    return names, readings, Rarity(common | common_keys(words - common.keys()))


def circumstantial(asked: Facts, known: Facts, project: Project, other: Project) -> float:
    """How likely a row is the same opportunity while nothing speaks for the customer."""
    return opportunity_probability(opportunity_features(asked, known, 0.0, project, other))
