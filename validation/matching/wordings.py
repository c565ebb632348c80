"""Finds in the words of a project's name which solution it buys."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .lexicon import UNSPACED, fold
from .vocabulary.solutions import WORDINGS
from .vocabulary.solutions.words import SIMPLER

_LETTERS = str.maketrans({
    "đ": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
})  # fmt: skip
_ARTICLE = re.compile(r"(?:وال|بال|فال|كال|ولل|لل|ال)(?=[\u0600-\u06ff]{3})")
_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_PIECES = re.compile(rf"[-/.]|(?<=[a-z0-9])(?={UNSPACED.pattern})|(?<={UNSPACED.pattern})(?=[a-z0-9])")
_WHOLE = 3
_COMPOUND = 6
_LONG = 12
_AS_SURE = 0.9
_WEAK = 0.45


class Wording(NamedTuple):
    """A set of word beginnings that together name a solution; `kin` is its family, for lines of a family alone."""

    solution: str
    parts: tuple[str, ...]
    weight: float


def level(text: str) -> str:
    """Text as wordings are compared: folded, letters levelled, Chinese characters in their simpler form."""
    text = fold(text)
    return text if text.isascii() else text.translate(_LETTERS).translate(SIMPLER)


def words_of(text: str) -> frozenset[str]:
    """The words of levelled text, with the pieces of hyphenated and mixed ones; Arabic ones bare of the article too."""
    found = set(_WORD.findall(text))
    for word in tuple(found):
        if not word.isalpha() or not word.isascii():
            found.update(piece for piece in _PIECES.split(word) if piece)
            if bare := _ARTICLE.match(word):
                found.add(word[bare.end() :])
    return frozenset(found)


def _weight(parts: tuple[str, ...]) -> float:
    letters = sum(max(len(part), 5) * (1.0 if not UNSPACED.search(part) else 3.0) for part in parts)
    return letters**0.5 + 1.2 * len(parts)


def listed() -> Iterator[tuple[str, str]]:
    """Every wording of the vocabulary with its solution, as they are written there."""
    for line in WORDINGS.splitlines():
        if line:
            solution, wordings = line.split(": ", 1)
            yield from ((solution, wording) for wording in wordings.split())


FAMILIES = frozenset(solution.split("/")[0] for solution, _ in listed())


class Table:
    """Wordings filed under the part of each that says most, so that a name tries few of them."""

    def __init__(self, wordings: Iterable[tuple[str, str]]) -> None:
        self._begun: dict[str, list[Wording]] = {}
        self._whole: dict[str, list[Wording]] = {}
        self._runs: dict[str, list[tuple[str, Wording]]] = {}
        self.stems: set[str] = set()
        for solution, wording in wordings:
            parts = tuple(level(part) for part in wording.split("+"))
            weight = _weight(parts) * (_WEAK if solution.endswith("?") else 1.0)
            self._file(Wording(solution.rstrip("?"), parts, weight))

    def _file(self, wording: Wording) -> None:
        self.stems.update(part for part in wording.parts if len(part) > 2)
        key = max(wording.parts, key=lambda part: (bool(UNSPACED.search(part)), len(part)))
        if UNSPACED.search(key):
            self._runs.setdefault(key[:2], []).append((key, wording))
        elif len(key) <= _WHOLE or key.endswith("="):
            self._whole.setdefault(key.rstrip("="), []).append(wording)
        else:
            self._begun.setdefault(key, []).append(wording)

    def read(self, text: str, words: frozenset[str]) -> tuple[dict[str, float], frozenset[str]]:
        """Each likely solution with how surely (0..1) it was named, and the families that were named."""
        whole, begun = _whole_words(words), _beginnings(words)
        weights: dict[str, float] = {}
        for wording in self._tried(text, whole, begun):
            if all(_occurs(part, text, whole, begun) for part in wording.parts):
                weights[wording.solution] = max(weights.get(wording.solution, 0.0), wording.weight)
        if not weights:
            return {}, frozenset()
        named = {solution: weight for solution, weight in weights.items() if solution[-1] != "/"}
        if not named:
            return {}, frozenset(family.rstrip("/") for family in weights)
        best = max(named.values())
        sure = {name: round(weight / best, 3) for name, weight in named.items() if weight >= _AS_SURE * best}
        return sure, frozenset(name.split("/")[0] for name in sure)

    def _tried(self, text: str, whole: set[str], begun: set[str]) -> Iterator[Wording]:
        for stem in begun & self._begun.keys():
            yield from self._begun[stem]
        for word in whole & self._whole.keys():
            yield from self._whole[word]
        if not text.isascii() and UNSPACED.search(text):
            for at in range(len(text) - 1):
                for key, wording in self._runs.get(text[at : at + 2], ()):
                    if text.startswith(key, at):
                        yield wording


def _whole_words(words: frozenset[str]) -> set[str]:
    whole = set(words)
    for word in words:
        if word.isascii():
            if word[-1] == "s":
                whole.add(word[:-1])
        elif len(word) <= _WHOLE + 2:
            whole.update((word[:-1], word[:-2]))
    return whole


def _beginnings(words: frozenset[str]) -> set[str]:
    begun = {word[:size] for word in words for size in range(_WHOLE + 1, len(word) + 1)}
    for word in words:
        if len(word) >= _LONG:
            begun.update(
                word[start:end]
                for start in range(1, len(word) - _COMPOUND + 1)
                for end in range(start + _COMPOUND, len(word) + 1)
            )
    return begun


def _occurs(part: str, text: str, whole: set[str], begun: set[str]) -> bool:
    if part in begun:
        return True
    if len(part) <= _WHOLE and part in whole:
        return True
    if part[-1] == "=":
        return part[:-1] in whole
    return bool(UNSPACED.search(part)) and part in text


_table = Table(listed())


@lru_cache(maxsize=2_000)
def solutions_in(text: str, words: frozenset[str]) -> tuple[dict[str, float], frozenset[str]]:
    """What `Table.read` makes of levelled text and its words."""
    return _table.read(text, words)


@lru_cache(maxsize=20_000)
def is_wording(word: str) -> bool:
    """Whether a word begins like a part of some wording."""
    return any(word[:size] in _table.stems for size in range(3, len(word) + 1))
