"""Looks up the common meaning of a word or phrase of an organisation name in any language."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from .vocabulary import organisations, qualifiers, subjects
from .vocabulary.legal import STOP
from .vocabulary.places import place_words
from .vocabulary.tables import entries

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\uf900-\ufaff]")
# Vowel signs of Indian and Burmese scripts belong to their word; `\w` leaves them out.
LETTER = r"(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff\u1000-\u1049\u1780-\u17d3])"
_WORD = re.compile(rf"{LETTER}+")
# Between Arabic letters the non-joiner parts a compound, elsewhere it says how letters are drawn.
_UNSEEN = re.compile(r"[\u00ad\u200b\u200d-\u200f\u2060\ufeff]|(?<![\u0600-\u06ff])\u200c")
_ARTICLE = re.compile("(?:وال|بال|فال|كال|ولل|لل|ال)(?=[\u0600-\u06ff]{3})")
_LONGEST_PHRASE = 4


class Lexicon(NamedTuple):
    """Meanings by whole word or phrase, by beginning of a word, and by run of unspaced script."""

    phrases: dict[tuple[str, ...], str]
    stems: dict[str, str]
    unspaced: dict[str, str]
    longest_unspaced: int


def fold(text: str) -> str:
    """Text in one case and width, without the accents of Latin, Greek, Cyrillic, Arabic and Hebrew."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = _UNSEEN.sub("", text)
    decomposed = "".join(
        unicodedata.normalize("NFD", char) if char < "\u0700" or "\u1e00" <= char < "\u2000" else char
        for char in text
    )
    return "".join(char for char in decomposed if char >= "\u0900" or not unicodedata.combining(char))


def romanise(word: str) -> str:
    """A folded word in Latin letters and digits; the Arabic article is dropped, with what is written before it."""
    if word.isascii():
        return word
    if article := _ARTICLE.match(word):
        word = word[article.end() :]
    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


@cache
def lexicon() -> Lexicon:
    phrases: dict[tuple[str, ...], str] = {}
    stems: dict[str, str] = {}
    unspaced: dict[str, str] = {}

    def learn(code: str, spelling: str) -> None:
        folded = fold(spelling.rstrip("*"))
        if UNSPACED.search(folded):
            if len(folded) > 1:
                unspaced.setdefault(folded.replace("_", "").replace(" ", ""), code)
            return
        words = tuple(romanise(word) for word in _WORD.findall(folded))
        told = tuple(word for word in words if word not in STOP)
        if len(told) > 1:
            # Names are looked up without their small words.
            words = told
        if spelling.endswith("*") and len(words) == 1:
            if len(words[0]) >= 3:
                stems.setdefault(words[0], code)
        elif words and words[0] and (len(words) > 1 or len(words[0]) > 2) and len(words) <= _LONGEST_PHRASE:
            phrases.setdefault(words, code)

    for table in (organisations.WORDS, qualifiers.WORDS, subjects.WORDS):
        for line in table.strip().splitlines():
            code, spellings = line.split(":", 1)
            for spelling in spellings.split():
                learn(f"~{code.strip()}", spelling)
    for code, spelled in entries("meanings"):
        for spelling in spelled:
            learn(f"~{code}", spelling)
    # Words that say what a name is about, not what kind of house: weighed by how rare they are, as places are.
    for code, spelled in entries("words"):
        for spelling in (code, *spelled):
            learn(f"={code}", spelling)
    for code, names in place_words().items():
        for spelling in names:
            learn(code, spelling)
    return Lexicon(phrases, stems, unspaced, max(map(len, unspaced)))


def meanings(words: list[str]) -> list[tuple[str, bool]]:
    """The words with each known word or phrase replaced by its meaning; the flag says it was known."""
    known = lexicon()
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            code = known.phrases.get(tuple(words[at : at + length]))
            if code:
                found.append((code, True))
                at += length
                break
        else:
            word = words[at]
            stem = (
                next(
                    (known.stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in known.stems), None
                )
                if len(word) > 3
                else None
            )
            found.append((stem, True) if stem else (word, False))
            at += 1
    return found


def segments(run: str) -> list[tuple[str, bool]]:
    """An unspaced run cut into known meanings (longest first) and the unknown pieces between them."""
    known = lexicon()
    found: list[tuple[str, bool]] = []
    piece = ""
    at = 0
    while at < len(run):
        for length in range(min(known.longest_unspaced, len(run) - at), 1, -1):
            code = known.unspaced.get(run[at : at + length])
            if code:
                if piece:
                    found.append((piece, False))
                    piece = ""
                found.append((code, True))
                at += length
                break
        else:
            piece += run[at]
            at += 1
    if piece:
        found.append((piece, False))
    return found
