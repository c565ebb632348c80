"""The facts of a registration by the groups that a coordinator verifies, each with its newest verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django_countries import countries

from deals.admin.words import HINTS
from deals.countdowns import day_in_words
from deals.models import DecisionMaker, Registration, Verification
from deals.states import FactGroup
from partners.models import User
from validation import hints


@dataclass(frozen=True)
class Group:
    """One group: its facts as label and value, the newest verdict, the inputs of a new one, and what the machine
    noticed: whether it agrees, and the words."""

    label: Any
    facts: list[tuple[str, str]]
    verdict: Verification | None
    inputs: tuple[Any, Any] | None
    hints: list[tuple[bool, Any]]


def groups(row: Registration, user: User, form: Any | None, noticed: Iterable[str] = ()) -> list[Group]:
    """Names of the decision chain are shown to the coordinator of the case alone (rulebook, *Privacy*)."""
    verdicts = {verification.group: verification for verification in row.verifications.all()}
    facts = {
        FactGroup.CUSTOMER: _customer(row),
        FactGroup.PROJECT: _project(row),
        FactGroup.BUDGET: [(_("Budget"), budget(row))],
        FactGroup.PRODUCTS: _products(row),
        FactGroup.DECISION_CHAIN: [_person(p, user.is_coordinator) for p in row.decision_makers.all()],
        FactGroup.TIMELINE: _timeline(row),
    }
    inputs = {key: (verdict, source) for key, _name, verdict, source in form.rows()} if form else {}
    return [
        Group(
            group.label,
            told,
            verdicts.get(group),
            inputs.get(group.value),
            [(code not in hints.DISAGREE, HINTS[code][1]) for code in noticed if HINTS[code][0] == group],
        )
        for group, told in facts.items()
    ]


def budget(row: Registration) -> str:
    return f"{row.budget:,.2f} {row.currency}" if row.budget is not None else ""


def day(value: Any) -> str:
    return day_in_words(value) if value else ""


def _customer(row: Registration) -> list[tuple[str, str]]:
    place = ", ".join(
        part for part in (row.installation_city, countries.name(str(row.installation_country))) if part
    )
    return [
        (_("Name"), row.customer_name),
        (_("Country"), countries.name(str(row.customer_country))),
        (_("Web domain"), row.customer_domain),
        (_("Tax or register number"), row.tax_number),
        (_("Place of installation"), place),
    ]


def _project(row: Registration) -> list[tuple[str, str]]:
    tender = " ".join(part for part in (row.tender_number, day(row.tender_on)) if part)
    return [
        (_("Project"), row.project_name),
        (_("Kind"), str(row.get_deal_kind_display())),
        (_("Stage"), str(row.get_stage_display())),
        (_("Public tender"), tender if row.tender_published else _("None published")),
        (_("Competitors"), row.competitors),
    ]


def _products(row: Registration) -> list[tuple[str, str]]:
    return [
        (
            item.product_line.name,
            " – ".join(part for part in (_("Quantity %d") % item.quantity, item.description) if part),
        )
        for item in row.items.all()
    ]


def _person(person: DecisionMaker, named: bool) -> tuple[str, str]:
    label = f"{person.get_role_display()}, {_('influence')}: {person.get_influence_display()}"
    if not named:
        return label, _("Shown to the coordinator of the case")
    return label, ", ".join(part for part in (person.name, person.email, person.phone) if part)


def _timeline(row: Registration) -> list[tuple[str, str]]:
    return [
        (_("Implementation"), f"{day(row.implementation_from)} – {day(row.implementation_until)}"),
        (_("Price application planned"), day(row.price_application_on)),
        (_("Expected close"), day(row.close_on)),
    ]
