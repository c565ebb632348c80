"""Blocking keys: the few hashed facts by which two spellings of one name can find each other in an index."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from anyascii import anyascii

from .names import Reading, skeleton
from .vocabulary.legal import STOP

_PAIRED = 8
# A name of one word has no other word to be found by: it is filed without each of its letters in turn.
_SLIPPED = 5, 16
# Letters of an acronym in any order, as another language puts the words.
_LETTERED = 3, 8
_LABEL = 3


def key_of(kind: str, value: str) -> int:
    """A signed 64-bit number for one key, the same on every machine."""
    return int.from_bytes(blake2b(f"{kind}:{value}".encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=50_000)
def word_key(word: str) -> int:
    """The key under which a word is counted."""
    return key_of("word", word)


def _spread(reading: Reading) -> Iterator[tuple[str, str]]:
    tokens = list(dict.fromkeys(reading.tokens))
    if not tokens:
        return
    yield "full", " ".join(sorted(tokens))
    compact = reading.compact
    for spelled in _together(reading):
        yield "compact", spelled
    named = [token for token in tokens if token[0] not in "~@"]
    if named and len(abroad := [token for token in tokens if token[0] != "@"]) < len(tokens):
        yield "full", " ".join(sorted(abroad))
    if len(reading.plain) == 1 and _SLIPPED[0] <= len(compact) <= _SLIPPED[1] and compact.isalpha():
        yield "slip", compact
        for at in range(len(compact)):
            yield "slip", compact[:at] + compact[at + 1 :]
    for token in named:
        if len(token) > 1:
            yield "word", token
        if token[0] == "=":
            continue
        if len(token) >= 5 and not token.isdigit():
            bones = skeleton(token)
            if len(bones) >= 3:
                yield "bones", bones
        if len(token) >= 6 or (len(token) >= 4 and len(tokens) == 1):
            yield "head", token[:4]
        if len(token) >= 6:
            yield "tail", token[-4:]
    for word in reading.plain:
        if word not in tokens and len(word) > 2 and word not in STOP:
            yield "word", word
    paired = sorted(tokens, key=lambda token: (token[0] in "~@", -len(token)))[:_PAIRED]
    for one, two in combinations(sorted(paired), 2):
        yield ("generic" if one[0] in "~@" and two[0] in "~@" else "pair"), f"{one} {two}"
    starts = sorted({word[:3] for word in reading.plain[:_PAIRED] if word not in STOP and len(word) > 2})
    for one, two in combinations(starts, 2):
        yield "starts", f"{one} {two}"
    native = reading.native
    if native:
        syllables = [anyascii(char).lower() for char in native]
        for size in (2, 3):
            for at in range(len(native) - size + 1):
                yield ("word" if size == 3 or len(native) <= 4 else "two"), "".join(syllables[at : at + size])
    for letters in reading.initials:
        if 2 <= len(letters) <= 12:
            yield "initials", letters
    if reading.short:
        yield "initials", reading.short
    for letters in (*reading.initials[:1], reading.short):
        if _LETTERED[0] <= len(letters) <= _LETTERED[1] and letters.isalpha():
            yield "letters", "".join(sorted(letters))


_WEAK = frozenset({"bones", "two", "initials", "head", "tail", "generic"})
# What says so little that it is looked up within the country alone.
_AT_HOME = frozenset({"letters"})


def _together(reading: Reading) -> Iterator[str]:
    """The name written as one word, and without the country at its end."""
    if reading.compact:
        yield reading.compact
    if len(reading.plain) > 1 and reading.tokens[-1][0] == "@" and len(reading.tokens) == len(reading.plain):
        yield "".join(reading.plain[:-1])


def name_keys(reading: Reading, country: str = "") -> frozenset[int]:
    """Every key under which a name is filed and looked up; none for an empty name.

    Keys that many names share are filed a second time within the country, where they say more.
    """
    return frozenset(
        key_of(scope, value) for kind, value in _spread(reading) for scope in _scopes(kind, country)
    )


def _scopes(kind: str, country: str) -> tuple[str, ...]:
    at_home = f"{kind} {country}"
    if kind in _AT_HOME:
        return (at_home,)
    return (kind, at_home) if country and kind in _WEAK else (kind,)


def label_keys(domain: str, country: str) -> frozenset[int]:
    """The key under which a known opportunity is found by what the first label of its web domain spells."""
    label = "".join(char for char in domain.split(".", maxsplit=1)[0] if char.isalnum())
    return frozenset({key_of(f"label {country}", label)}) if len(label) >= _LABEL else frozenset()


def spelled_keys(reading: Reading, country: str) -> frozenset[int]:
    """What a web domain of this name would begin with: the name in one word, its acronyms, its longest word."""
    words = [token for token in reading.tokens if token[0] not in "~@="]
    spelled = {*_together(reading), *reading.initials, *sorted(words, key=len)[-1:]}
    return frozenset(key_of(f"label {country}", each) for each in spelled if len(each) >= _LABEL)
