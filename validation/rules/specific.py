"""Whether a name is specific: "TBD", "n/a", "test", "客户" and their like in other languages name nothing.

Programme page, first criterion: "specific customer name, project name".
"""

import re

from validation.opportunity import words
from validation.rules import vague

_PLACEHOLDERS = frozenset("".join(words(text)) for text in vague.PLACEHOLDERS.split(","))
_EMPTY_WORDS = frozenset(words(vague.EMPTY_WORDS))
_CUSTOMER_WORDS = _EMPTY_WORDS | frozenset(words(vague.CUSTOMER_WORDS))
_PROJECT_WORDS = _EMPTY_WORDS | frozenset(words(vague.PROJECT_WORDS))
_CUSTOMER_RUN = re.compile(rf"(?:{vague.RUN_TOGETHER}|{vague.CUSTOMER_RUN})+[0-9a-z甲乙丙]{{0,2}}")
_PROJECT_RUN = re.compile(rf"(?:{vague.RUN_TOGETHER}|{vague.PROJECT_RUN})+[0-9a-z甲乙丙]{{0,2}}")


def _one_repeated_letter(text: str) -> bool:
    # Chinese characters are words, not letters: 人人 is a company. A single digit names nothing either.
    return len(set(text)) == 1 and (text[0].isalpha() or len(text) == 1) and text[0] < "\u2e80"


def _is_filler(word: str) -> bool:
    return len(word) == 1 or set(word) == {"x"} or (word.isdecimal() and len(word) < 3)


def _is_specific(text: str, empty_words: frozenset[str], run_together: re.Pattern[str]) -> bool:
    parts = words(text)
    compact = "".join(parts)
    if (
        not compact
        or compact in _PLACEHOLDERS
        or _one_repeated_letter(compact)
        or run_together.fullmatch(compact)
    ):
        return False
    says_nothing = [part in empty_words or _is_filler(part) for part in parts]
    return not (all(says_nothing) and any(part in empty_words for part in parts))


def is_specific_customer(name: str) -> bool:
    """Whether a customer name says who it is. A name in any script counts; signs alone do not."""
    return _is_specific(name, _CUSTOMER_WORDS, _CUSTOMER_RUN)


def is_specific_project(name: str) -> bool:
    """Whether a project name, or a tender number, says which it is."""
    return _is_specific(name, _PROJECT_WORDS, _PROJECT_RUN)
