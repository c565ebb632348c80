"""Readings of a project's name: which solution, which phase, lot or site, and which year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from .lexicon import UNSPACED, fold
from .vocabulary.solutions import GENERIC, NOISE, WORDINGS

_YEAR = re.compile(r"(?<!\d)(?:fy\s?|20)(\d{2})(?!\d)(?:\s?[-/]\s?(?:20)?\d{2}(?!\d))?")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_HAN = dict(zip("一二三四五六七八九", "123456789", strict=True))
_NUMBER = r"(\d{1,2}|viii|vii|iii|iv|vi|ii|i|v)"
_PHASE = re.compile(
    r"\b(?:phase|ph|stage|step|wave|tranche|etape|fase|etapa|этап|очеред[ьи]|faza|etap|vaihe|asama|المرحلة|مرحلة|bauabschnitt)"
    rf"\s?[.:#-]?\s?{_NUMBER}\b|第?([一二三四五六七八九\d]{{1,2}})\s?(?:期|阶段|단계|차)"
)
_LABELLED = re.compile(
    r"\b(site|building|bldg|block|lot|lote|los|package|batch|zone|tower|wing|floor|gebaude|batiment|edificio|area|region|branch|campus|"
    rf"лот|корпус|القطعة|standort)\s?[.:#-]?\s?({_NUMBER[1:-1]}|[a-h])\b"
)
_PLACES = (
    (
        "headquarters",
        r"\bhq\b|\bheadquarters?\b|\bhead office\b|\bcorporate office\b|总部|本社|\bhauptsitz\b|\bzentrale\b|\bsiege\b",
    ),
    ("main campus", r"\bmain (?:campus|site|building)\b"),
    ("north", r"\bnorth(?:ern)? (?:campus|site|wing|building|region)\b"),
    ("south", r"\bsouth(?:ern)? (?:campus|site|wing|building|region)\b"),
    ("east", r"\beast(?:ern)? (?:campus|site|wing|building|region)\b"),
    ("west", r"\bwest(?:ern)? (?:campus|site|wing|building|region)\b"),
    ("city", r"\b(?:city|downtown|central) (?:campus|site|building|office)\b"),
    ("annex", r"\bannexe?\b"),
    ("regional offices", r"\bregional (?:offices?|sites?|branches)\b|\bbranch offices\b"),
    ("plant", r"\bplant\b(?! inverter)|\bfactory\b|\bwarehouse\b|\bdepot\b"),
)
_PLACE = tuple((name, re.compile(pattern)) for name, pattern in _PLACES)
_SOLAR_PLANT = re.compile(r"(?:photovoltaic|solar|pv|power|fotovoltaica) (?:power )?plant")
_COMPOUND = 7
_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_PIECES = re.compile(rf"[-/.]|(?<=[a-z0-9])(?={UNSPACED.pattern})|(?<={UNSPACED.pattern})(?=[a-z0-9])")


@dataclass(frozen=True, slots=True)
class Project:
    """One project name, read: ``solutions`` maps each likely solution to how surely (0..1) it was named."""

    text: str
    solutions: dict[str, float] = field(default_factory=dict)
    phase: str = ""
    sites: frozenset[str] = frozenset()
    year: int = 0
    words: frozenset[str] = frozenset()

    @property
    def leading_words(self) -> frozenset[str]:
        """Words that name neither solution nor kind of purchase: mostly a place or a short name of the customer."""
        return frozenset(
            word for word in self.words if len(word) > 3 and word.isalpha() and not _is_wording(word)
        )

    @property
    def families(self) -> frozenset[str]:
        return frozenset(solution.split("/")[0] for solution in self.solutions)


_Wording = tuple[str, tuple[str, ...]]


@cache
def _wordings() -> tuple[_Wording, ...]:
    lines = (line.split(":", 1) for line in WORDINGS.strip().splitlines())
    return tuple(
        (solution.strip(), tuple(fold(part) for part in wording.split("+")))
        for solution, wordings in lines
        for wording in wordings.split()
    )


@cache
def _by_stem() -> dict[str, tuple[_Wording, ...]]:
    """Wordings by their first part, so that one name tries few of them."""
    stems: dict[str, list[_Wording]] = {}
    for solution, parts in _wordings():
        if not UNSPACED.search(parts[0]):
            stems.setdefault(parts[0], []).append((solution, parts))
    return {stem: tuple(found) for stem, found in stems.items()}


@cache
def _compounds() -> tuple[str, ...]:
    """First parts long enough to be found inside a compound word."""
    return tuple(stem for stem in _by_stem() if len(stem) >= _COMPOUND)


def _wordings_begun(text: str, words: frozenset[str]) -> Iterator[_Wording]:
    stems = _by_stem()
    begun = {word[:size] for word in words for size in range(2, len(word) + 1) if word[:size] in stems}
    if any(len(word) > 2 * _COMPOUND for word in words):
        begun.update(stem for stem in _compounds() if stem in text)
    for stem in begun:
        yield from stems[stem]
    if UNSPACED.search(text):
        yield from _unspaced()


@cache
def _unspaced() -> tuple[_Wording, ...]:
    return tuple(
        (solution, parts) for solution, parts in _wordings() if any(UNSPACED.search(part) for part in parts)
    )


@lru_cache(maxsize=50_000)
def _is_wording(word: str) -> bool:
    """Whether a word belongs to the vocabulary of solutions."""
    return word in GENERIC or any(
        word.startswith(part) or part in word for _, parts in _wordings() for part in parts if len(part) > 2
    )


def _occurs(part: str, words: frozenset[str], text: str) -> bool:
    if UNSPACED.search(part):
        return part in text
    if len(part) <= 3 and part.isascii():
        return part in words or part + "s" in words
    if len(part) >= _COMPOUND and part in text:
        return True
    return any(word.startswith(part) for word in words)


@lru_cache(maxsize=50_000)
def _solutions(text: str, words: frozenset[str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for solution, parts in _wordings_begun(text, words):
        if all(_occurs(part, words, text) for part in parts):
            weights[solution] = max(weights.get(solution, 0.0), _weight(parts))
    if not weights:
        return {}
    best = max(weights.values())
    return {solution: round(weight / best, 3) for solution, weight in weights.items() if weight >= 0.9 * best}


def _weight(parts: tuple[str, ...]) -> float:
    return sum(len(part) * (3.0 if UNSPACED.search(part) else 1.0) for part in parts) ** 0.5 + 1.2 * len(
        parts
    )


def _number(raw: str) -> str:
    return _ROMAN.get(raw) or _HAN.get(raw) or raw.lstrip("0") or "0"


@lru_cache(maxsize=200_000)
def read_project(name: str, customer: str = "") -> Project:
    """Reads a project name; the customer's name is set aside where the project name repeats it."""
    text = fold(name.replace("_", " "))
    owner = fold(customer)
    if owner and len(owner) > 2:
        text = text.replace(owner, " ")
    years = [2000 + int(match[1]) for match in _YEAR.finditer(text)]
    text = _YEAR.sub(" ", text)
    phase = ""
    if match := _PHASE.search(text):
        phase = _number(match[1] or match[2])
        text = text[: match.start()] + " " + text[match.end() :]
    sites = {f"{match[1]} {_number(match[2])}" for match in _LABELLED.finditer(text)}
    text = _LABELLED.sub(" ", text)
    guarded = _SOLAR_PLANT.sub("solar", text)
    for place, pattern in _PLACE:
        if pattern.search(guarded):
            sites.add(place)
            guarded = pattern.sub(" ", guarded)
    text = " ".join(guarded.split())
    found = _WORD.findall(text)
    words = frozenset(found) | frozenset(piece for word in found for piece in _PIECES.split(word) if piece)
    solutions = _solutions(text, words)
    return Project(
        text=text,
        solutions=solutions,
        phase=phase,
        sites=frozenset(sites),
        year=years[0] if years else 0,
        words=frozenset(word for word in words if word not in NOISE and len(word) > 1),
    )
