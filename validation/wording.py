"""The words of the rules in the reader's language; the rules know templates and plain codes only."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from validation.findings import Finding, Message, Problem

_CODES = frozenset({"products", "region"})
_NO_NAMES: Mapping[str, str] = {}


def _readable(name: str, value: str | int | float, names: Mapping[str, str]) -> str | int | float:
    if not isinstance(value, str):
        return value
    if name.endswith("_on"):
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if name in _CODES:
        return ", ".join(names.get(code, code) for code in value.split(", "))
    return value


def words(message: Message, names: Mapping[str, str] = _NO_NAMES) -> str:
    """A message translated and filled: parameters ending in `_on` are ISO dates and read as dates.

    `names` gives the names of region and product codes; a code without one is shown as it is.
    """
    template = gettext(message.template) if message.template else ""
    if not message.params:
        return template
    return template % {name: _readable(name, value, names) for name, value in message.params.items()}


def explanation(finding: Finding, names: Mapping[str, str] = _NO_NAMES) -> str:
    return words(finding.explanation, names)


def problem_words(problem: Problem, names: Mapping[str, str] = _NO_NAMES) -> str:
    """What is wrong and how to mend it, as one text beside the field."""
    return f"{words(problem.explanation, names)} {words(problem.remedy, names)}"
