"""Why a candidate is one, in plain words for the coordinator."""

from collections.abc import Sequence

from .names import Reading

_SAID = {
    "same_phase": "same phase",
    "other_phase": "other phase",
    "same_site": "same site",
    "other_site": "other site",
    "same_year": "same year",
    "next_year": "years next to each other",
    "far_year": "years apart",
    "near_budget": "much the same budget",
}


def reasons_for(
    asked: Reading, names: Sequence[Reading], customer: dict[str, float], opportunity: dict[str, float]
) -> tuple[str, ...]:
    """The reasons for and against, the weightiest first: identifiers, then the name, then the project."""
    return (
        *_identifier_reasons(customer),
        *_name_reasons(asked, names, customer),
        *_project_reasons(opportunity),
    )


def _identifier_reasons(customer: dict[str, float]) -> list[str]:
    said = []
    if customer["same_tax_number"]:
        said.append("same tax number")
    if customer["same_domain"]:
        said.append("same web domain")
    if customer["other_tax_number"]:
        said.append("another tax number")
    return said


def _name_reasons(asked: Reading, names: Sequence[Reading], customer: dict[str, float]) -> list[str]:
    for known in names:
        if asked.text == known.text:
            return ["same name"]
    for known in names:
        if (asked.native and asked.native == known.native) or asked.plain == known.plain:
            return ["name equal after legal form"]
        if sorted(asked.plain) == sorted(known.plain):
            return ["same words in another order"]
        if sorted(asked.tokens) == sorted(known.tokens):
            return ["name reads the same in another language or script"]
    for known in names:
        if (asked.short and asked.short in known.initials) or (known.short and known.short in asked.initials):
            return ["one name is an acronym of the other"]
    if customer["own"] > 0:
        return ["name reads much alike"]
    if customer["linked"] > 0:
        return ["known under that name elsewhere in the index"]
    return []


def _project_reasons(opportunity: dict[str, float]) -> list[str]:
    said = []
    if opportunity["same_solution"]:
        said.append("same solution")
    elif opportunity["other_solution"]:
        said.append("another solution")
    elif opportunity["wording"] > 0.8:
        said.append("much the same wording")
    for name, words in _SAID.items():
        if opportunity[name]:
            said.append(words)
    return ["project: " + ", ".join(said)] if said else []
