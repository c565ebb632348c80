"""Finds which sets of word parts occur in a text: the words of it are looked up, never the sets."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .lexicon import LETTER, UNSPACED, fold
from .vocabulary.solutions.words import SIMPLER

_LETTERS = str.maketrans({
    "đ": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
})  # fmt: skip
_ARTICLE = re.compile(r"(?:وال|بال|فال|كال|ولل|لل|ال)(?=[\u0600-\u06ff]{3})")
_HEBREW_PARTICLE = re.compile(r"[ובהכלמש]{1,2}(?=[\u05d0-\u05ea]{3})")
_WORD = re.compile(rf"{LETTER}+(?:[-/.]{LETTER}+)*")
_PIECES = re.compile(rf"[-/.]|(?<=[a-z0-9])(?={UNSPACED.pattern})|(?<={UNSPACED.pattern})(?=[a-z0-9])")
WHOLE = 3
_COMPOUND = 6
_LONG = 12


class Parts(NamedTuple):
    """Parts that name something together; an ``@idea`` among them stands for what an idea table finds."""

    name: str
    parts: tuple[str, ...]
    letters: float
    share: float = 1.0


class Words(NamedTuple):
    """A levelled text with its words as they are looked up: whole, by beginnings, and the ideas they express."""

    text: str
    whole: frozenset[str]
    begun: frozenset[str]
    unspaced: bool


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


def look_up(text: str, words: frozenset[str]) -> Words:
    """The words of a levelled text as `PartSets` asks for them."""
    spelled = words if text.isascii() else words | _without_particles(words)
    return Words(
        text,
        frozenset(_whole_words(spelled)),
        frozenset(_beginnings(spelled)),
        not text.isascii() and bool(UNSPACED.search(text)),
    )


def letters_of(part: str) -> float:
    """How much a part says: its letters; those of an unspaced script for more, so that the longer run outweighs."""
    return (2 * len(part) + 1) * 3.0 if UNSPACED.search(part) else max(len(part), 5)


class PartSets:
    """Sets of parts, each filed under its rarest part, so that a text tries few of them."""

    def __init__(self, sets: Iterable[Parts]) -> None:
        listed = list(sets)
        shared = Counter(part for one in listed for part in one.parts)
        self._begun: dict[str, list[Parts]] = {}
        self._whole: dict[str, list[Parts]] = {}
        self._ideas: dict[str, list[Parts]] = {}
        self._runs: dict[str, list[tuple[str, Parts]]] = {}
        for one in listed:
            key = min(one.parts, key=lambda part: (shared[part], -len(part)))
            if key[0] == "@":
                self._ideas.setdefault(key, []).append(one)
            elif UNSPACED.search(key):
                self._runs.setdefault(key[:2], []).append((key, one))
            elif len(key) <= WHOLE or key[-1] == "=":
                self._whole.setdefault(key.rstrip("="), []).append(one)
            else:
                self._begun.setdefault(key, []).append(one)

    def found(self, words: Words, ideas: Iterable[str] = ()) -> Iterator[Parts]:
        """The sets that occur in the words, given the ideas (with their ``@``) that the words express."""
        for one in self._tried(words, ideas):
            if len(one.parts) == 1 or all(_occurs(part, words, ideas) for part in one.parts):
                yield one

    def _tried(self, words: Words, ideas: Iterable[str]) -> Iterator[Parts]:
        for stem in words.begun & self._begun.keys():
            yield from self._begun[stem]
        for word in words.whole & self._whole.keys():
            yield from self._whole[word]
        for idea in ideas:
            yield from self._ideas.get(idea, ())
        if words.unspaced:
            text = words.text
            for at in range(len(text)):
                for key, one in self._runs.get(text[at : at + 2], ()):
                    if text.startswith(key, at):
                        yield one


def _without_particles(words: frozenset[str]) -> frozenset[str]:
    return frozenset(
        word[size:]
        for word in words
        if (particle := _HEBREW_PARTICLE.match(word))
        for size in range(1, particle.end() + 1)
    )


def _whole_words(words: frozenset[str]) -> set[str]:
    whole = set(words)
    for word in words:
        if word.isascii():
            if word[-1] == "s":
                whole.add(word[:-1])
        elif len(word) <= WHOLE + 2:
            whole.update((word[:-1], word[:-2]))
    return whole


def _beginnings(words: frozenset[str]) -> set[str]:
    begun = {word[:size] for word in words for size in range(WHOLE + 1, len(word) + 1)}
    for word in words:
        if len(word) >= _LONG:
            begun.update(
                word[start:end]
                for start in range(1, len(word) - _COMPOUND + 1)
                for end in range(start + _COMPOUND, len(word) + 1)
            )
    return begun


def _occurs(part: str, words: Words, ideas: Iterable[str]) -> bool:
    if part[0] == "@":
        return part in ideas
    if part in words.begun:
        return True
    if part[-1] == "=":
        return part[:-1] in words.whole
    if len(part) <= WHOLE and part in words.whole:
        return True
    return words.unspaced and part in words.text
