"""What two versions of a policy say, row by row, in words (rulebook, *Policy is data*)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from partners.models import Policy, TierTerms

NOT_TERMS = frozenset({"id", "region", "number", "starts_at", "author", "note"})


@dataclass(frozen=True)
class Said:
    """One number of a version: what it is, in which unit, and its value in words."""

    label: str
    unit: str
    words: str


@dataclass(frozen=True)
class Change:
    """One number that differs between two versions; `old` and `new` are words."""

    label: str
    unit: str
    old: str
    new: str


def said(policy: Policy) -> dict[str, Said]:
    """Everything a version says, by a key that another version shares; its rows read two queries."""
    return {**dict(_numbers(policy)), **dict(_caps(policy)), **dict(_benefits(policy))}


def changes(old: Policy, new: Policy) -> list[Change]:
    """Every number, list, cap and proposed benefit that the new version says differently."""
    before, after, found = said(old), said(new), []
    for key in dict.fromkeys([*before, *after]):
        was, will = before.get(key), after.get(key)
        told = will or was
        assert told is not None
        words = (was.words if was else _("Not set"), will.words if will else _("Not set"))
        if words[0] != words[1]:
            found.append(Change(told.label, told.unit, *words))
    return found


def _numbers(policy: Policy) -> Iterator[tuple[str, Said]]:
    for field in Policy._meta.concrete_fields:
        if field.name not in NOT_TERMS:
            label = capfirst(str(field.verbose_name))
            value = _words(getattr(policy, field.name), field)
            yield field.name, Said(label, _unit(policy, field), value)


def _caps(policy: Policy) -> Iterator[tuple[str, Said]]:
    for terms in policy.tier_terms.all():
        tier, unit = terms.get_tier_display(), _("registrations")
        for name in ("open_most", "per_day_most"):
            field: Any = TierTerms._meta.get_field(name)
            label = f"{tier}: {field.verbose_name}"
            yield f"{terms.tier}/{name}", Said(label, unit, number_format(getattr(terms, name)))


def _benefits(policy: Policy) -> Iterator[tuple[str, Said]]:
    for number, proposal in enumerate(policy.benefit_proposals.all()):
        tier = proposal.get_tier_display() if proposal.tier else _("All tiers")
        label = f"{proposal.get_kind_display()}: {tier}"
        per_cent = _("%s per cent") % number_format(proposal.percent) if proposal.percent is not None else ""
        words = ", ".join(part for part in (per_cent, proposal.terms) if part) or _("Proposed")
        key = f"{proposal.kind}/{proposal.tier}"
        same = [p for p in list(policy.benefit_proposals.all())[:number] if f"{p.kind}/{p.tier}" == key]
        yield f"{key}/{len(same)}", Said(label, "", words)


def _words(value: Any, field: Any) -> str:
    if isinstance(value, bool):
        return pgettext("answer", "Yes") if value else pgettext("answer", "No")
    if value is None:
        return _("No limit")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, Decimal):
        return number_format(value, decimal_pos=field.decimal_places, use_l10n=True, force_grouping=True)
    return number_format(value)


def _unit(policy: Policy, field: Any) -> str:
    """Told by the last word of the field's name; sums of money are in the currency of the region."""
    if isinstance(field, models.DecimalField):
        return policy.region.currency if policy.region else _("currency of each region")
    if field.name.endswith("working_days"):
        return _("working days")
    units = {"days": _("days"), "months": _("months"), "hours": _("hours"), "share": _("per cent")}
    return units.get(field.name.rpartition("_")[2], "")


def summary(found: list[Change]) -> str:
    """How many numbers differ, in words."""
    if not found:
        return _("Both versions say the same.")
    return ngettext("%d number differs.", "%d numbers differ.", len(found)) % len(found)
