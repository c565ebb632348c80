"""Readings of an organisation's name: what it says once spelling, script, legal form and word order are set aside."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from .lexicon import LETTER, UNSPACED, fold, meanings, romanise, segments
from .once import Once
from .vocabulary.legal import CJK_FORMS, FORMS, PHRASES, STOP

_DOTTED = re.compile(r"\b((?:[^\W\d_]\.\s?){2,}(?:(?<=\.)[^\W\d_]\b)?)")
_APOSTROPHE = re.compile(r"['’`´ʼʻ‘]")
_RUN = re.compile(rf"{UNSPACED.pattern[:-1]}ー々〆ヶ]+")
_LONG_FORM = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(fold(form)) for form in sorted(PHRASES, key=len, reverse=True))})(?!\w)"
)
_CJK_FORM = re.compile("|".join(re.escape(fold(form)) for form in sorted(CJK_FORMS, key=len, reverse=True)))
_CIVIC = "市省県縣县區区町村之的の及与和ノ"
_LETTERED = re.compile(LETTER)
_PIECE = re.compile(rf"{_RUN.pattern}|{LETTER}+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]?\s*$")
MAX_WORDS = 24
_SYLLABIC = 5
_MISTYPED = ("limited", "company", "corporation", "incorporated")


@dataclass(frozen=True)
class Reading:
    """One name, read.

    ``tokens`` are its words by meaning (``~university``, ``@fr``) or in Latin letters, in order; ``plain`` are the
    romanised words as written, without legal forms; ``native`` is the unspaced-script text (Chinese, Japanese,
    Korean, Thai) without legal forms; ``initials`` are the acronyms the name can make; ``short`` is the name itself
    where it looks like an acronym; ``forms`` are the legal forms it carried.
    """

    text: str
    tokens: tuple[str, ...]
    plain: tuple[str, ...]
    native: str
    initials: tuple[str, ...]
    short: str
    forms: frozenset[str]

    @Once
    def compact(self) -> str:
        return "".join(self.plain)

    @Once
    def in_order(self) -> str:
        """The words as written, sorted: what is left when their order is set aside."""
        return " ".join(sorted(self.plain))

    @Once
    def sorted_tokens(self) -> list[str]:
        return sorted(self.tokens)

    @Once
    def numbers(self) -> frozenset[str]:
        return frozenset(token.lstrip("0") for token in self.tokens if token.isdigit())

    @Once
    def bones(self) -> str:
        return skeleton(self.compact)


def _without_dots(match: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", match[1]) + " "


def _initials(words: list[str], content: list[str], aside: int) -> tuple[str, ...]:
    """The acronyms of a name: of all its words, and of those that carry meaning; both without the last `aside` too.

    The first may be the longer by a letter, as in INOP.
    """
    groups = [content, words]
    if aside:
        groups += [content[:-aside], words[:-aside]]
    made = ["".join(word[0] for word in group) for group in groups]
    if 2 <= len(content) <= _SYLLABIC:
        made.append(content[0][:2] + "".join(word[0] for word in content[1:]))
    return tuple(dict.fromkeys(letters for letters in made if len(letters) >= 2))


@lru_cache(maxsize=5_000)
def _is_form(word: str) -> bool:
    """Whether a word is a legal form, one of the long ones with a slip in it too."""
    if word in FORMS:
        return True
    return len(word) >= 6 and any(
        word[0] == form[0] and abs(len(word) - len(form)) <= 1 and OSA.distance(word, form) == 1
        for form in _MISTYPED
    )


@lru_cache(maxsize=20_000)
def read(name: str) -> Reading:
    """Reads a name as typed. A name without any letter or digit reads as empty and matches nothing."""
    text = " ".join(_APOSTROPHE.sub("", fold(name)).split())
    cleaned = _LONG_FORM.sub(" ", text)
    cleaned = _CJK_FORM.sub(" ", cleaned if _LETTERED.search(cleaned) else text)
    lettered = {_without_dots(match).strip() for match in _DOTTED.finditer(cleaned)}
    cleaned = _DOTTED.sub(_without_dots, cleaned)
    words: list[str] = []
    tokens: list[str] = []
    native: list[str] = []
    roman_run: list[str] = []

    def flush() -> None:
        for token, _ in meanings(roman_run):
            tokens.append(token)
        roman_run.clear()

    forms: set[str] = set()
    content: list[str] = []
    dropped: list[str] = []
    for match in _PIECE.finditer(cleaned):
        part = match[0]
        if UNSPACED.search(part):
            for run in re.split(r"([a-z0-9]+)", part):
                if not run:
                    continue
                if run.isascii():
                    roman_run.append(run)
                    words.append(run)
                    continue
                flush()
                native.append(run)
                for piece, known in segments(run):
                    if known:
                        tokens.append(piece)
                    else:
                        kept = piece.strip(_CIVIC) or piece
                        roman = romanise(kept)
                        if roman:
                            tokens.append(roman)
                words.append(romanise(run))
            continue
        word = romanise(part)
        if not word:
            continue
        if _is_form(word) and (word in FORMS or words):
            forms.add(word)
            dropped.append(word)
            continue
        words.append(word)
        if (word in STOP and word not in lettered) or (
            len(word) == 1 and not word.isdigit() and len(cleaned) > 6
        ):
            if len(word) == 1:
                roman_run.append(word)
            continue
        content.append(word)
        roman_run.append(word)
    flush()
    bracketed = _BRACKETED.search(cleaned)
    aside = len(_PIECE.findall(bracketed[1])) if bracketed else 0
    if not tokens:
        # A name of nothing but small words or legal forms is read as it stands.
        words = words or dropped
        tokens = list(words)
    plain = tuple(word for word in words if word not in STOP or word in lettered) or tuple(words)
    joined = "".join(native)
    short = "".join(plain) if len(plain) <= 2 and 2 <= len("".join(plain)) <= 10 and not joined else ""
    return Reading(
        text=text,
        tokens=tuple(tokens[:MAX_WORDS]),
        plain=plain[:MAX_WORDS],
        native=joined,
        initials=_initials([w for w in words if w[0].isalnum()], content, aside) if not joined else (),
        short=short,
        forms=frozenset(forms),
    )


_SKELETON = (
    ("ph", "f"),
    ("gh", "g"),
    ("kh", "k"),
    ("ch", "k"),
    ("sh", "s"),
    ("zh", "z"),
    ("th", "t"),
    ("ts", "s"),
    ("dj", "j"),
    ("tz", "s"),
    ("sz", "s"),
    ("cz", "k"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("w", "v"),
    ("b", "b"),
)


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a romanised word, levelled, so that different romanisations meet."""
    for old, new in _SKELETON:
        word = word.replace(old, new)
    word = word.replace("c", "k")
    bare = re.sub(r"[aeiouyhj`]", "", word)
    return re.sub(r"(.)\1+", r"\1", bare)
