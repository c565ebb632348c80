"""How a text is stored and asked for in a plain text search, so that scripts and spellings of one name meet.

Unlike the conflict search this promises nothing about sameness: it finds what somebody half remembers.
"""

import re

from validation.matching.lexicon import romanise
from validation.matching.names import skeleton
from validation.opportunity import fold

_WORDS = re.compile(r"[^\W_]+")
# Shorter words, or words of fewer consonants, would meet half of the list.
_BONES_LEAST, _LATIN_LEAST = 3, 4
_MARK = "~"


def stored(text: str) -> str:
    """What to keep of a text: itself folded, its words in Latin letters, and the bones of those of other scripts."""
    folded = fold(text)
    extra: list[str] = []
    for word in _WORDS.findall(folded):
        if not word.isascii():
            latin = romanise(word)
            bones = skeleton(latin)
            extra += [latin] if latin else []
            extra += [f"{_MARK}{bones}{_MARK}"] if len(bones) >= _BONES_LEAST else []
    return " ".join([folded, *dict.fromkeys(extra)])


def asked(text: str) -> list[tuple[str, ...]]:
    """For each word typed, the pieces of which one must occur in a stored text."""
    return [_pieces(word) for word in fold(text).split()]


def _pieces(word: str) -> tuple[str, ...]:
    plain = "".join(_WORDS.findall(word))
    latin = romanise(plain) if plain else ""
    found = [word.replace(_MARK, "")]
    if not word.isascii() and len(latin) >= 2:
        found.append(latin)
    bones = skeleton(latin)
    if len(latin) >= _LATIN_LEAST and len(bones) >= _BONES_LEAST:
        found.append(f"{_MARK}{bones}{_MARK}")
    return tuple(dict.fromkeys(piece for piece in found if piece))
