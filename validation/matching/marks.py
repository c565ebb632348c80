"""The marks that tell one project of a customer from the next: phase, lot or site, and year."""

import re

from .vocabulary.marks import (
    GROUNDS,
    HAN_SIDES,
    HINTS,
    KINDS,
    LABELS,
    NO_PLACE,
    ORDINALS,
    PLACES,
    SAME_LABEL,
    SIDES,
)

_ROMAN = dict(zip("i ii iii iv v vi vii viii ix x".split(), map(str, range(1, 11)), strict=True))
_HAN = dict(zip("一二三四五六七八九", "123456789", strict=True))
_LETTERS = r"viii|vii|iii|iv|vi|ix|ii|i|v|x"
_APART = r"[\s.:#№-]{1,3}"
_WORDS = "|".join(word for words in ORDINALS.values() for word in words.split())
_PHASE = re.compile(
    rf"(?<![^\W\d_])(?:{KINDS})(?:\s?[.:#№-]?\s?(?:n[o°]\s?)?(\d{{1,2}})|{_APART}({_LETTERS}|{_WORDS}))(?![^\W_])"
    rf"|(?<!\w)({_WORDS})\s(?:{KINDS})(?![^\W_])"
    r"|(?<!\d)(\d{1,2})(?:st|nd|rd|th|e|eme|ere|er|re|a|o|ª|º|\.|-[ийяе]\w?)?\s?"
    rf"(?:{KINDS})(?![^\W_]|{_APART}(?:\d|[ivx]+(?![^\W_])))"
    r"|第?([一二三四五六七八九\d]{1,2})\s?(?:期|阶段|批次|批|단계|차)"
)
_LABELLED = re.compile(
    rf"(?<![^\W_])({LABELS})(?:\s?[.:#№-]?\s?(\d{{1,2}})|{_APART}({_LETTERS}|[a-h]))(?![^\W_]|-\w)"
)
_SAME = {spelling: name for name, spellings in SAME_LABEL.items() for spelling in spellings.split()}
_NUMBERED = re.compile(r"([a-h\d]{1,2})\s?(?:号楼|号院|栋|座|标段|標段|号館|号棟|동(?![^\W_]))")
_SEATS = GROUNDS.replace("|site|", "|")


def _side(side: str, names: str) -> str:
    grounds = rf"\b(?:{names})[- ](?:{GROUNDS})\b|\b(?:{_SEATS})[- ](?:{names})\b"
    han = HAN_SIDES.get(side)
    return grounds + (rf"|[{han}](?:校区|区|院|园区|キャンパス|캠퍼스|厂)" if han else "")


_PLACE = tuple(
    (place, re.compile(pattern))
    for place, pattern in (
        ("headquarters", PLACES["headquarters"]),
        *((side, _side(side, names)) for side, names in SIDES.items()),
        *((place, pattern) for place, pattern in PLACES.items() if place != "headquarters"),
    )
)
_HINTS = re.compile(HINTS)
_NO_PLACE = re.compile(NO_PLACE)
_YEAR = re.compile(
    r"(?<!\d)(?:(?:fy|ej|gj|exercice|财年)\s?['’]?|20)(\d{2})(?!\d)(?:\s?[-/–]\s?(?:20)?\d{2}(?!\d))?\s?(?:年度|年|財年|财年|년도|년|г\.|год[ау]?)?"
    r"|(?<!\d)(\d{2})(?:财年|财政年度|年度)"
)
_REIWA = re.compile(r"令和\s?(\d{1,2}|元)\s?年?度?")
_BUDDHIST = re.compile(r"(?<!\d)25([67]\d)(?!\d)")


def take_year(text: str) -> tuple[int, str]:
    """The first year that is named, fiscal or calendar, and the text without any; 0 where none is."""
    if "令" in text and (match := _REIWA.search(text)):
        return 2018 + (1 if match[1] == "元" else int(match[1])), _REIWA.sub(" ", text)
    if "25" in text and "\u0e00" <= max(text) <= "\u0e7f" and (match := _BUDDHIST.search(text)):
        return 2500 + int(match[1]) - 543, _BUDDHIST.sub(" ", text)
    match = _YEAR.search(text)
    if not match:
        return 0, text
    return 2000 + int(match[1] or match[2]), _YEAR.sub(" ", text)


def _number(raw: str) -> str:
    return _ROMAN.get(raw) or _HAN.get(raw) or raw.lstrip("0") or "0"


def _ordinal(word: str) -> str:
    return next(number for number, words in ORDINALS.items() if re.fullmatch("|".join(words.split()), word))


def take_phase(text: str) -> tuple[str, str]:
    """The phase as a number in digits, and the text without it; empty where none is named."""
    match = _PHASE.search(text)
    if not match:
        return "", text
    number, after, before, counted, han = match.groups()
    raw = number or counted or han or after or before
    phase = _number(raw) if raw[0].isdigit() or raw in _ROMAN or raw in _HAN else _ordinal(raw)
    return phase, text[: match.start()] + " " + text[match.end() :]


def _labelled(label: str, number: str | None, letter: str | None) -> str:
    return f"{_SAME.get(label.replace(' ', '_'), label)} {_number(number or letter or '')}"


def take_sites(text: str) -> tuple[frozenset[str], str]:
    """Lots, buildings and kinds of site, each under one name, and the text without them."""
    sites = {_labelled(*match.groups()) for match in _LABELLED.finditer(text)}
    if sites:
        text = _LABELLED.sub(" ", text)
    if not text.isascii():
        numbered = {f"building {_number(match[1])}" for match in _NUMBERED.finditer(text)}
        if numbered:
            sites |= numbered
            text = _NUMBERED.sub(" ", text)
    if not _HINTS.search(text):
        return frozenset(sites), text
    text = _NO_PLACE.sub(lambda match: match[0].replace("plant", "").replace("warehouse", "ware"), text)
    for place, pattern in _PLACE:
        if pattern.search(text):
            sites.add(place)
            text = pattern.sub(" ", text)
    return frozenset(sites), text
