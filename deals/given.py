"""What a partner answers, by name: which group of facts an answer belongs to, and answers as plain values."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Subquery

from deals.models import Registration, Submission
from deals.states import FactGroup

Plain = str | bool | int | None | list[list[Any]]

# Which answers belong to which group of facts: a return opens groups, and only these answers then change.
GROUPS: dict[str, tuple[str, ...]] = {
    FactGroup.CUSTOMER: (
        "customer_name", "customer_country", "customer_domain", "tax_number", "installation_country",
        "installation_city",
    ),
    FactGroup.PROJECT: (
        "project_name", "deal_kind", "tender_published", "tender_number", "tender_on", "stage", "competitors",
    ),
    FactGroup.BUDGET: ("budget", "currency"),
    FactGroup.PRODUCTS: ("products",),
    FactGroup.DECISION_CHAIN: ("decision_makers",),
    FactGroup.TIMELINE: ("implementation_from", "implementation_until", "price_application_on", "close_on"),
}  # fmt: skip
FACTS = tuple(name for names in GROUPS.values() for name in names)
# Given anew with every submission.
ALWAYS = ("attested_true", "attested_shared")
ANSWERS = FACTS + ALWAYS


def plain(row: Registration, names: Iterable[str], *, people: bool) -> dict[str, Plain]:
    """Answers as values that JSON takes; `people` says whether the decision chain is named or given by role alone.

    `deals.answers.from_plain` reads them again.
    """
    return {name: _plain(row, name, people) for name in names}


def changed_since(row: Registration, submission: Submission) -> list[str]:
    """The facts that differ from those of a submission; people count as changed by any edit of the list after it."""
    now = plain(row, FACTS, people=False)
    submitted = row.events.filter(kind="submitted", at=submission.at).values("version")[:1]
    edits = row.events.filter(kind="edited", version__gt=Subquery(submitted))
    edited = {name for payload in edits.values_list("payload", flat=True) for name in payload["changed"]}
    return [
        name
        for name in FACTS
        if now[name] != submission.answers[name] or (name == "decision_makers" and name in edited)
    ]


def _plain(row: Registration, name: str, people: bool) -> Plain:
    if name == "products":
        return [[item.product_line_id, item.quantity, item.description] for item in row.items.all()]
    if name == "decision_makers":
        return [_person(person, people) for person in row.decision_makers.all()]
    given = getattr(row, name)
    if isinstance(given, bool) or given is None:
        return given
    return given.isoformat() if isinstance(given, date) else _text(given)


def _text(given: Any) -> str:
    # Written alike whether it was just typed or read from the database.
    return str(given.quantize(Decimal("0.01")) if isinstance(given, Decimal) else given)


def _person(person: Any, named: bool) -> list[str]:
    contact = [person.name, person.email, person.phone] if named else ["", "", ""]
    return [person.role, person.influence, *contact]
