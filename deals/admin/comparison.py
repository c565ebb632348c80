"""Candidates beside the registration: a row per field, how alike in words, and who was first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django_countries import countries
from rapidfuzz import fuzz

from deals.admin.dossier import budget
from deals.countdowns import day_in_words
from deals.models import Registration
from deals.opportunities import Look
from validation.facts import CandidateFacts
from validation.models import KnownOpportunity
from validation.overlap import families, windows_overlap

MOST = 5
SAME, NEAR, DIFFERS = "same", "near", "differs"
ALIKE = 80
BUDGET_APART = 0.2
Match = tuple[str, str]
Read = Callable[[KnownOpportunity], str]
NOTHING: Match = ("", "")


@dataclass(frozen=True)
class Cell:
    value: str
    match: str
    words: str


@dataclass(frozen=True)
class Line:
    label: str
    own: str
    cells: list[Cell]


@dataclass(frozen=True)
class Beside:
    """A candidate: the record of the index, and what the search said of it."""

    known: KnownOpportunity
    facts: CandidateFacts

    @property
    def per_cent(self) -> int:
        return round(self.facts.score * 100)


def chosen(look: Look) -> tuple[list[Beside], int]:
    """Up to five candidates, those without a verdict first, and how many more there are."""
    asked = [e for e in look.facts.candidates if not e.ours and (e.same_opportunity or e.verdict)]
    asked.sort(key=lambda each: (bool(each.verdict), -each.score, each.record_id))
    rows = {(row.source, row.record_id): row for row in look.known.values()}
    beside = [Beside(rows[each.source, each.record_id], each) for each in asked[:MOST]]
    return beside, len(asked) - len(beside)


def lines(row: Registration, beside: Sequence[Beside], codes: Sequence[str]) -> list[Line]:
    """The rows of the comparison; `codes` are the registration's product lines."""
    place = str(row.installation_country)
    window = _window(row.implementation_from, row.implementation_until)
    named = {item.product_line.code: item.product_line.name for item in row.items.all()}
    given: list[tuple[str, str, Read, Callable[[KnownOpportunity], Match]]] = [
        (_("Customer"), row.customer_name, _customer,
         lambda k: _named(row.customer_name, k.customer_name, k.customer_alias)),
        (_("Project"), row.project_name, lambda k: k.project_name, lambda k: _named(row.project_name, k.project_name)),
        (_("Country"), _country(place), lambda k: _country(k.country), lambda k: _equal(place, k.country)),
        (_("City"), row.installation_city, lambda k: k.city, lambda k: _named(row.installation_city, k.city)),
        (_("Web domain"), row.customer_domain, lambda k: k.domain, lambda k: _equal(row.customer_domain, k.domain)),
        (_("Tax number"), row.tax_number, lambda k: k.tax_number, lambda k: _equal(row.tax_number, k.tax_number)),
        (_("Products"), _names(codes, named), lambda k: _names(k.product_lines, named),
         lambda k: _products(codes, k.product_lines)),
        (_("Implementation"), window, lambda k: _window(k.starts_on, k.closes_on), lambda k: _windows(row, k)),
        (_("Budget"), budget(row), _amount, lambda k: _budgets(row, k)),
        (_("Account manager"), "", lambda k: k.account_manager, lambda _k: NOTHING),
    ]  # fmt: skip
    return [
        Line(label, own, [Cell(theirs(each.known), *match(each.known)) for each in beside])
        for label, own, theirs, match in given
    ]


def _names(codes: Iterable[str], named: Mapping[str, str]) -> str:
    """A code that the registration does not name stands for itself: naming it would cost the page a query."""
    return ", ".join(named.get(code, code) for code in codes)


def _country(code: str) -> str:
    return countries.name(code) or code


def _customer(known: KnownOpportunity) -> str:
    return " / ".join(part for part in (known.customer_name, known.customer_alias) if part)


def _amount(known: KnownOpportunity) -> str:
    return f"{known.amount:,.2f} {known.currency}" if known.amount is not None else ""


def _window(start: date | None, end: date | None) -> str:
    return " – ".join(day_in_words(day) for day in (start, end) if day)


def _named(own: str, *theirs: str) -> Match:
    others = [name.casefold().strip() for name in theirs if name]
    if not own or not others:
        return NOTHING
    if own.casefold().strip() in others:
        return SAME, _("Same")
    best = round(max(fuzz.WRatio(own.casefold(), other) for other in others))
    return (NEAR, _("Alike, %d in 100") % best) if best >= ALIKE else (DIFFERS, _("Differs"))


def _equal(own: str, other: str) -> Match:
    if not own or not other:
        return NOTHING
    return (SAME, _("Same")) if own.casefold() == other.casefold() else (DIFFERS, _("Differs"))


def _products(own: Sequence[str], others: Any) -> Match:
    if not own or not others:
        return NOTHING
    if set(own) == set(others):
        return SAME, _("Same")
    return (NEAR, _("Same family")) if families(own) & families(others) else (DIFFERS, _("Differs"))


def _windows(row: Registration, known: KnownOpportunity) -> Match:
    own, other = (row.implementation_from, row.implementation_until), (known.starts_on, known.closes_on)
    if own[0] is None or other[1] is None:
        return NOTHING
    if own == other:
        return SAME, _("Same")
    apart = row.pinned_policy.overlap_days
    if windows_overlap(own, other, 0):
        return NEAR, _("Overlaps")
    near = windows_overlap(own, other, apart)
    return (NEAR, _("Less than %d days apart") % apart) if near else (DIFFERS, _("Apart"))


def _budgets(row: Registration, known: KnownOpportunity) -> Match:
    if row.budget is None or known.amount is None or row.currency != known.currency or not row.budget:
        return NOTHING
    apart = float(abs(row.budget - known.amount) / row.budget)
    if not apart:
        return SAME, _("Same")
    return (NEAR, _("Much the same")) if apart <= BUDGET_APART else (DIFFERS, _("Differs"))
