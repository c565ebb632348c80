"""The marks that tell one project of a customer from the next: phase, lot or site, and year."""

import re

from .vocabulary.marks import (
    CARDINALS,
    COMPOUNDS,
    GROUNDS,
    HAN_SIDES,
    HINTS,
    KINDS,
    NO_PLACE,
    ORDINALS,
    PLACES,
    SAME_LABEL,
    SIDES,
)

_ROMAN = dict(zip("i ii iii iv v vi vii viii ix x".split(), map(str, range(1, 11)), strict=True))
_HAN = dict(zip("一二三四五六七八九首", "1234567891", strict=True))
_FIRST_LETTERS = {
    letter: latin
    for letters in ("абгд", "ابجد", "אבגד")
    for letter, latin in zip(letters, "abcd", strict=True)
}
_DIGITS = {
    ord(digit): str(at) for zero in "٠۰०০๐" for at, digit in enumerate(chr(ord(zero) + n) for n in range(10))
}
_LETTERS = r"viii|vii|iii|iv|vi|ix|ii|i|v|x"
_APART = r"[\s.:#№-]{1,3}"
_ORDINALS = "|".join(word for words in ORDINALS.values() for word in words.split())
_CARDINALS = "|".join(word for words in CARDINALS.values() for word in words.split())
_SAME = {
    spelling.replace("_", " "): name
    for name, spellings in SAME_LABEL.items()
    for spelling in (name, *spellings.split())
}
_LABELS = "|".join(_SAME)
_PHASE = re.compile(
    rf"(?<![^\W\d_])(?:{KINDS})(?:\s?[.:#№-]?\s?(?:n[o°]\s?)?(\d{{1,2}})|{_APART}({_LETTERS}|{_ORDINALS}|{_CARDINALS}))(?![^\W_])"
    rf"|(?<!\w)({_ORDINALS}|i|ii|iii|iv|vi|vii|viii|ix)\.?\s(?:{KINDS})(?![^\W_]|{_APART}(?:\d|[ivx]+(?![^\W_])))"
    r"|(?<!\d)(\d{1,2})(?:st|nd|rd|th|e|eme|ere|er|re|nde?|da|ra|η|\.?[ao]|\.|-[а-я]{1,3}|['’]?(?:i?nci|uncu))?\s?"
    rf"(?:{KINDS})(?![^\W_]|{_APART}(?:\d|[ivx]+(?![^\W_])))"
    r"|第?([一二三四五六七八九\d]{1,2})\s?(?:期|阶段|批次|批|단계|차|フェーズ|ステージ)"
    r"|(?:ระยะ|เฟส|フェーズ|ステージ)(?:ที่)?\s?(\d{1,2})(?!\d)|([首])[期批]"
)
_LABELLED = re.compile(
    rf"(?<![^\W_])(?:ال|لل|بال|وال|[הבל])?({_LABELS})"
    rf"(?:\s?[.:#№-]?\s?(\d{{1,2}})|{_APART}({_LETTERS}|[a-h{''.join(_FIRST_LETTERS)}]))(?![^\W_]|-\w)"
)
# "The second site" may be what is bought, a second floor never is.
_COUNTED = re.compile(
    rf"(?<!\w)(?:({_ORDINALS})|(\d{{1,2}})(?:st|nd|rd|th|eme|er|\.|-[а-я]{{1,3}}))\s"
    rf"({'|'.join(word for word, name in _SAME.items() if name in ('lot', 'floor', 'building', 'block', 'campus'))})"
    rf"(?![^\W_]|{_APART}(?:\d|[a-hivx]+(?![^\W_])))"
)
_NUMBERED = re.compile(r"([a-h\d]{1,2})\s?(?:号楼|号院|栋|座|号馆|동(?![^\W_]))")
_PORTION = re.compile(
    r"第?([一二三四五六七八九\d]{1,2})\s?(?:标段|工区|공구|권역|包(?![裹装含括]))|(?:标段|标包|包件|分包|공구|(?<!\w)包)\s?([一二三四五六七八九\d]{1,2})"
)
_SEATS = GROUNDS.replace("|site|", "|")


def _side(side: str, names: str) -> str:
    grounds = rf"\b(?:{names})[- ](?:{GROUNDS})\b|\b(?:{_SEATS})[- ](?:{names})\b"
    grounds += rf"|\b(?:{names})(?:{COMPOUNDS})\b"
    han = HAN_SIDES.get(side)
    return grounds + (rf"|(?<!日)[{han}](?:校区|区|院|园区|キャンパス|캠퍼스|厂|馆|楼|栋|翼)" if han else "")


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
    r"(?<!\d)(?:(?:fy|ay|sy|ej|gj|exercice|ejercicio|exercicio|esercizio|geschaftsjahr|boekjaar|财年|(?:[1-4]q|q[1-4]|h[12]|[12]h)[/-]?)\s?['’]?|20)(\d{2})(?!\d)(?:\s?[-/–]\s?(?:20)?\d{2}(?!\d))?\s?(?:年度|年|财年|년도|년|г\.|год[ау]?|рік|року|жыл)?"
    r"|(?<!\d)(\d{2})(?:财年|财政年度|年度)"
    rf"|(?<![\d/.])({'|'.join(f'{year}/{year + 1}' for year in range(20, 40))})(?![\d/.])"
)
_REIWA = re.compile(r"令和\s?(\d{1,2}|元)\s?年?度?")
_MINGUO = re.compile(r"(?<!\d)民国\s?(1[12]\d)\s?年?度?|(?<!\d)(1[12]\d)年度")
_BUDDHIST = re.compile(r"(?<!\d)25([67]\d)(?!\d)")


def take_year(text: str) -> tuple[int, str]:
    """The first year that is named, fiscal or calendar, and the text without any; 0 where none is."""
    if not text.isascii():
        text = text.translate(_DIGITS)
    if "年" in text and (match := _MINGUO.search(text)):
        return 1911 + int(match[1] or match[2]), _MINGUO.sub(" ", text)
    if "令" in text and (match := _REIWA.search(text)):
        return 2018 + (1 if match[1] == "元" else int(match[1])), _REIWA.sub(" ", text)
    if "25" in text and "\u0e00" <= max(text) <= "\u0e7f" and (match := _BUDDHIST.search(text)):
        return 2500 + int(match[1]) - 543, _BUDDHIST.sub(" ", text)
    match = _YEAR.search(text)
    if not match:
        return 0, text
    return 2000 + int(match[1] or match[2] or match[3][:2]), _YEAR.sub(" ", text)


def _number(raw: str) -> str:
    return _ROMAN.get(raw) or _HAN.get(raw) or _FIRST_LETTERS.get(raw) or raw.lstrip("0") or "0"


def _ordinal(word: str) -> str:
    return next(
        number
        for number, words in (*ORDINALS.items(), *CARDINALS.items())
        if re.fullmatch("|".join(words.split()), word)
    )


def take_phase(text: str) -> tuple[str, str]:
    """The phase as a number in digits, and the text without it; empty where none is named."""
    match = _PHASE.search(text)
    if not match:
        return "", text
    raw = next(part for part in match.groups() if part)
    phase = _number(raw) if raw[0].isdigit() or raw in _ROMAN or raw in _HAN else _ordinal(raw)
    return phase, text[: match.start()] + " " + text[match.end() :]


def _labelled(label: str, number: str | None, letter: str | None) -> str:
    return f"{_SAME[label]} {_number(number or letter or '')}"


def take_sites(text: str) -> tuple[frozenset[str], str]:
    """Lots, buildings and kinds of site, each under one name, and the text without them."""
    sites = {_labelled(*match.groups()) for match in _LABELLED.finditer(text)}
    if sites:
        text = _LABELLED.sub(" ", text)
    if counted := {
        f"{_SAME[label]} {number or _ordinal(word)}" for word, number, label in _COUNTED.findall(text)
    }:
        sites |= counted
        text = _COUNTED.sub(" ", text)
    if not text.isascii():
        numbered = {f"building {_number(match[1])}" for match in _NUMBERED.finditer(text)}
        if numbered:
            sites |= numbered
            text = _NUMBERED.sub(" ", text)
        if portions := {f"lot {_number(before or after)}" for before, after in _PORTION.findall(text)}:
            sites |= portions
            text = _PORTION.sub(" ", text)
    if not _HINTS.search(text):
        return frozenset(sites), text
    text = _NO_PLACE.sub(lambda match: match[0].replace("plant", "").replace("warehouse", "ware"), text)
    for place, pattern in _PLACE:
        if pattern.search(text):
            sites.add(place)
            text = pattern.sub(" ", text)
    return frozenset(sites), text
