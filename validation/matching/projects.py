"""Readings of a project's name: which solution, which phase, lot or site, and which year."""

from dataclasses import dataclass, field
from functools import lru_cache

from .lexicon import UNSPACED, romanise
from .marks import take_phase, take_sites, take_year
from .vocabulary.solutions.words import GENERIC, NOISE, UNSPACED_NOISE
from .wordings import is_wording, known_families, level, solutions_in, words_of

_NOISE = frozenset(level(word) for word in NOISE)
_UNSPACED_NOISE = tuple(dict.fromkeys(level(word) for word in UNSPACED_NOISE))


@dataclass(frozen=True, slots=True)
class Project:
    """One project name, read.

    ``solutions`` maps each likely solution to how surely (0..1) it was named; ``families`` are those of the solutions,
    or what a word of a family alone names; ``content`` are the words that say what is bought, in Latin letters,
    without the words of the customer's name: what is left to compare where no solution was read.
    """

    text: str
    solutions: dict[str, float] = field(default_factory=dict)
    phase: str = ""
    sites: frozenset[str] = frozenset()
    year: int = 0
    words: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()

    @property
    def leading_words(self) -> frozenset[str]:
        """Words that name neither solution nor kind of purchase: mostly a place or a short name of the customer."""
        return frozenset(
            word
            for word in self.words
            if len(word) > 3 and word.isalpha() and word not in GENERIC and not is_wording(word)
        )


@lru_cache(maxsize=1_000)
def line_families(lines: frozenset[str]) -> frozenset[str]:
    """The families of solutions that product lines with these names sell; none where the names do not say."""
    found: frozenset[str] = frozenset()
    for line in lines:
        text = level(line)
        words = words_of(text)
        found |= solutions_in(text, words)[1] | (words & known_families())
    return found


@lru_cache(maxsize=5_000)
def _without_noise(run: str) -> str:
    for noise in _UNSPACED_NOISE:
        run = run.replace(noise, " ")
    return run


@lru_cache(maxsize=20_000)
def _content(word: str) -> tuple[str, ...]:
    """A word in Latin letters, without an ending of the plural; pairs of characters of an unspaced script.

    A word of both is left out: its pieces stand beside it.
    """
    if UNSPACED.search(word):
        if any(char.isascii() for char in word):
            return ()
        pieces = _without_noise(word).split()
        return tuple(piece[at : at + 2] for piece in pieces for at in range(max(1, len(piece) - 1)))
    word = romanise(word)
    return (word[:-1] if len(word) > 3 and word[-1] == "s" else word,) if len(word) > 1 else ()


@lru_cache(maxsize=2_000)
def _owner(customer: str) -> tuple[str, frozenset[str]]:
    owner = level(customer)
    words = words_of(owner)
    initials = "".join(word[0] for word in owner.split())
    return owner, words | {initials}


@lru_cache(maxsize=5_000)
def read_project(name: str, customer: str = "") -> Project:
    """Reads a project name; the customer's name is set aside where the project name repeats it."""
    text = level(name.replace("_", " "))
    owner, owned = _owner(customer)
    if owner and len(owner) > 2:
        text = text.replace(owner, " ")
    year, text = take_year(text)
    phase, text = take_phase(text)
    sites, text = take_sites(text)
    text = " ".join(text.split())
    words = words_of(text)
    solutions, families = solutions_in(text, words)
    said = words - _NOISE
    return Project(
        text=text,
        solutions=solutions,
        phase=phase,
        sites=sites,
        year=year,
        words=frozenset(word for word in said if len(word) > 1),
        families=families,
        content=frozenset(part for word in said - owned for part in _content(word)),
    )
