"""Compares two readings: numbers between 0 and 1 that the scoring weighs and the reasons put into words."""

from functools import lru_cache
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from .names import Reading, skeleton
from .projects import Project

_ALIKE = 0.84
_SAME_WORD = 0.8
_SAME_BONES = 0.9


class Rare(Protocol):
    """How rare words are."""

    def __getitem__(self, word: str, /) -> float: ...

    def of(self, words: tuple[str, ...]) -> dict[str, float]: ...


@lru_cache(maxsize=50_000)
def _word_likeness(one: str, two: str) -> float:
    """How alike two romanised words are: spelling, or consonants for names romanised differently."""
    if one.isdigit() or two.isdigit() or one[0] == two[0] == "=":
        return 0.0
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 8:
        begin = 0.8 if len(shorter) >= 4 else 0.7
    else:
        begin = 0.0
    likeness = JaroWinkler.similarity(one, two) if len(shorter) >= 4 else fuzz.ratio(one, two) / 100
    if likeness >= _ALIKE:
        likeness = max(likeness - 0.08, fuzz.ratio(one, two) / 100)
    if likeness < _SAME_BONES and len(one) >= 5:
        bones = skeleton(one)
        if len(bones) >= 3 and bones == skeleton(two):
            likeness = _SAME_BONES
    return max(begin, likeness)


class _Overlap(NamedTuple):
    """Weights of two sets of words: found in the other, in all, and of the heaviest word left over, for each side."""

    found: float
    total: float
    left: float
    other_found: float
    other_total: float
    other_left: float


def _overlap(weights: dict[str, float], others: dict[str, float]) -> _Overlap:
    shared = weights.keys() & others.keys()
    left = [word for word in weights if word not in shared]
    other_left = [word for word in others if word not in shared]
    found: dict[str, float] = {}
    other_found: dict[str, float] = {}
    spelled = [word for word in other_left if word[0] not in "~@"]
    for word in left if spelled else ():
        if word[0] in "~@":
            continue
        for other in spelled:
            likeness = _word_likeness(word, other)
            if likeness >= _SAME_WORD:
                found[word] = max(found.get(word, 0.0), likeness)
                other_found[other] = max(other_found.get(other, 0.0), likeness)
    return _Overlap(
        sum([weights[word] for word in shared] + [weights[word] * found[word] for word in found]),
        sum(weights.values()),
        max([weights[word] for word in left if word not in found], default=0.0),
        sum([others[word] for word in shared] + [others[word] * other_found[word] for word in other_found]),
        sum(others.values()),
        max([others[word] for word in other_left if word not in other_found], default=0.0),
    )


def _acronym(one: Reading, two: Reading) -> float:
    """How well one name is an acronym of the other; 0 where neither looks like one."""
    best = 0.0
    for short, full in ((one, two), (two, one)):
        letters = short.short
        if not 2 <= len(letters) <= 10 or len(full.plain) < 2 or full.short == letters:
            continue
        if letters in full.initials:
            best = max(best, 0.6 + 0.08 * min(len(letters), 5))
        elif (
            any(initials.startswith(letters) or initials.endswith(letters) for initials in full.initials)
            and len(letters) >= 3
        ):
            best = max(best, 0.55)
        elif len(letters) >= 3 and full.initials and sorted(letters) == sorted(full.initials[0]):
            best = max(best, 0.45)
        else:
            best = max(best, _syllabic(letters, full.plain))
    return best


def _syllabic(letters: str, words: tuple[str, ...]) -> float:
    """Whether the letters can be read off the beginnings of the words in order (Indecopi, Fondecyt)."""
    at = used = 0
    for word in words:
        step = 0
        while at < len(letters) and step < min(4, len(word)) and word[step] == letters[at]:
            at += 1
            step += 1
        used += step > 0
    if at == len(letters) and used >= 2 and len(letters) >= 3:
        return 0.5 if used >= len(words) / 2 else 0.35
    return 0.0


def compare_names(asked: Reading, known: Reading, rarity: Rare) -> dict[str, float]:
    """Likeness of two names. ``rarity`` gives a word's among the known names, from 0 (everywhere) to 1."""
    words = _overlap(rarity.of(asked.tokens), {word: rarity[word] for word in known.tokens})
    mine, theirs, left, other_left = words.found, words.other_found, words.left, words.other_left
    cover = mine / words.total if words.total else 0.0
    other_cover = theirs / words.other_total if words.other_total else 0.0
    one, two = asked.compact, known.compact
    spelling = fuzz.ratio(one, two) / 100
    sorted_spelling = fuzz.ratio(asked.in_order, known.in_order) / 100 if spelling < 1 else 1.0
    part = fuzz.partial_ratio(one, two) / 100 if min(len(one), len(two)) >= 4 else 0.0
    native = part_native = native_apart = 0.0
    if asked.native and known.native:
        native = fuzz.ratio(asked.native, known.native) / 100
        native_apart = 1 - native
        part_native = float(
            min(asked.native, known.native, key=len) in max(asked.native, known.native, key=len)
        )
    bones = (
        fuzz.ratio(asked.bones, known.bones) / 100
        if bool(asked.native) != bool(known.native) or not asked.text.isascii()
        else 0.0
    )
    numbers, other_numbers = asked.numbers, known.numbers
    low, spelled = min(cover, other_cover), max(spelling, sorted_spelling)
    return {
        "equal": float(
            one == two
            or (len(asked.tokens) == len(known.tokens) and asked.sorted_tokens == known.sorted_tokens)
        ),
        "same_text": float(asked.text == known.text),
        "spelling": spelled,
        "spelling_high": max(0.0, spelled - 0.85) / 0.15,
        "spelling_low": max(0.0, 0.6 - spelled) / 0.6,
        "part": part,
        "cover_low": low,
        "cover_most": max(0.0, low - 0.7) / 0.3,
        "contained": float(max(cover, other_cover) > 0.97),
        "cover_high": max(cover, other_cover),
        "matched": min(mine, theirs, 3.0) / 3.0,
        "left": left,
        "other_left": other_left,
        "both_left": min(left, other_left),
        "both_left_much": float(min(left, other_left) > 0.6),
        "native": native,
        "native_apart": native_apart,
        "other_script": float(
            bool(asked.native) != bool(known.native) or asked.text.isascii() != known.text.isascii()
        ),
        "native_part": part_native,
        "bones": bones,
        "acronym": _acronym(asked, known),
        "numbers_differ": float(numbers != other_numbers and bool(numbers or other_numbers)),
        "forms_differ": float(bool(asked.forms and known.forms) and not asked.forms & known.forms),
        "shared_only_generic": float(mine > 0 and max(left, other_left) > 0.5 and min(mine, theirs) < 0.8),
    }


def compare_projects(asked: Project, known: Project) -> dict[str, float]:
    """Likeness of two projects of one customer. Facts that one side leaves out neither agree nor differ.

    Where a solution could not be read on both sides (`unread`), the words themselves are compared.
    """
    both = asked.solutions.keys() & known.solutions.keys()
    named = bool(asked.solutions and known.solutions)
    kin = bool(asked.families & known.families)
    years = abs(asked.year - known.year) if asked.year and known.year else None
    sites, other_sites = asked.sites, known.sites
    features = {
        "same_solution": float(bool(both)),
        "kin_solution": float(named and not both and kin),
        "other_solution": float(named and not both and not kin),
        "unread": float(not named),
        "unread_both": float(not asked.solutions and not known.solutions),
        "same_year": float(years == 0),
        "next_year": float(years == 1),
        "far_year": float(years is not None and years > 1),
        "same_phase": float(bool(asked.phase) and asked.phase == known.phase),
        "other_phase": float(bool(asked.phase and known.phase) and asked.phase != known.phase),
        "one_phase": float(bool(asked.phase) != bool(known.phase)),
        "same_site": float(bool(sites & other_sites)),
        "other_site": float(bool(sites and other_sites) and not sites & other_sites),
        "one_site": float(bool(sites) != bool(other_sites)),
    }
    return features | _compare_words(asked, known, named)


def _compare_words(asked: Project, known: Project, named: bool) -> dict[str, float]:
    words, others = asked.content, known.content
    shared = words & others
    alike = len(shared) / min(len(words), len(others)) if shared else 0.0
    if named:
        return {"words": alike, "unread_words": 0.0, "unread_equal": 0.0, "unread_wording": 0.0}
    spelled = (
        fuzz.token_sort_ratio(" ".join(sorted(words)), " ".join(sorted(others))) / 100
        if words and others
        else 0.0
    )
    return {
        "words": 0.0,
        "unread_words": alike,
        "unread_equal": float(bool(shared) and words == others),
        "unread_wording": max(0.0, spelled - 0.4) / 0.6,
    }
