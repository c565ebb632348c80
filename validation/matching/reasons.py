"""Why a candidate is one, in plain words for the coordinator."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from .names import Reading

_IDENTIFIERS: dict[str, Promise | str] = {
    "same_tax_number": gettext_lazy("same tax number"),
    "other_tax_number": gettext_lazy("another tax number"),
    "same_domain": gettext_lazy("same web domain"),
    "near_domain": gettext_lazy("one web domain is part of the other"),
    "other_domain": gettext_lazy("another web domain"),
    "spelled_by_domain": gettext_lazy("web domain spells the name"),
}
_CIRCUMSTANCES: dict[str, Promise | str] = {
    "same_city": gettext_lazy("same city"),
    "other_city": gettext_lazy("another city"),
    "other_country": gettext_lazy("another country"),
}
_SOLUTIONS: dict[str, Promise | str] = {
    "same_solution": gettext_lazy("same solution"),
    "kin_solution": gettext_lazy("another solution of the same family"),
    "other_solution": gettext_lazy("another solution"),
    "unread_equal": gettext_lazy("same words"),
}
_FACTS: dict[str, Promise | str] = {
    "same_phase": pgettext_lazy("of a project", "same phase"),
    "other_phase": pgettext_lazy("of a project", "other phase"),
    "one_phase": gettext_lazy("only one names a phase"),
    "same_site": gettext_lazy("same site"),
    "other_site": gettext_lazy("other site"),
    "one_site": gettext_lazy("only one names a site"),
    "same_year": gettext_lazy("same year"),
    "next_year": gettext_lazy("years next to each other"),
    "far_year": gettext_lazy("years apart"),
    "closes_same": gettext_lazy("overlapping dates"),
    "closes_far": gettext_lazy("dates far apart"),
    "near_budget": gettext_lazy("much the same budget"),
    "far_budget": gettext_lazy("budgets far apart"),
}
_MUCH = 0.6


def reasons_for(
    asked: Reading, names: Sequence[Reading], customer: dict[str, float], opportunity: dict[str, float]
) -> tuple[str, ...]:
    """The reasons for and against, the weightiest first: identifiers, then the name, then the project."""
    return (
        *(str(words) for name, words in _IDENTIFIERS.items() if customer[name]),
        *_name_reasons(asked, names, customer),
        *(str(words) for name, words in _CIRCUMSTANCES.items() if customer[name]),
        *_project_reasons(opportunity),
    )


def _name_reasons(asked: Reading, names: Sequence[Reading], customer: dict[str, float]) -> list[str]:
    for known in names:
        if asked.text == known.text:
            return [gettext("same name")]
    for known in names:
        if (asked.native and asked.native == known.native) or asked.plain == known.plain:
            return [gettext("name equal after legal form")]
        if sorted(asked.plain) == sorted(known.plain):
            return [gettext("same words in another order")]
        if sorted(asked.tokens) == sorted(known.tokens):
            return [_read_alike(asked, known)]
    for known in names:
        if (asked.short and asked.short in known.initials) or (known.short and known.short in asked.initials):
            return [gettext("one name is an acronym of the other")]
    for known in names:
        if _within(asked, known) or _within(known, asked):
            return [gettext("one name is a short form of the other")]
    if customer["own"] > 0:
        return [gettext("name reads much alike")]
    if customer["linked"] > 0:
        return [gettext("known under that name elsewhere in the index")]
    return []


def _read_alike(asked: Reading, known: Reading) -> str:
    if bool(asked.native) != bool(known.native) or asked.text.isascii() != known.text.isascii():
        return gettext("name reads the same in another script")
    return gettext("name reads the same in another language")


def _within(short: Reading, full: Reading) -> bool:
    """Whether every word, or every character of an unspaced script, of one name stands in the other."""
    if short.native and full.native:
        return 2 <= len(short.native) < len(full.native) and short.native in full.native
    return len(short.plain) > 1 and set(short.plain) < set(full.plain)


def _project_reasons(opportunity: dict[str, float]) -> list[str]:
    said = [str(words) for name, words in _SOLUTIONS.items() if opportunity[name]]
    if not said and opportunity["unread_wording"] > _MUCH:
        said.append(gettext("much the same words"))
    if opportunity["unread"] and opportunity["same_line"]:
        said.append(gettext("same product line"))
    said += [str(words) for name, words in _FACTS.items() if opportunity[name]]
    return [gettext("project: {facts}").format(facts=", ".join(said))] if said else []
