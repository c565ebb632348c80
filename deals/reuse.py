"""What a company wrote before and may write again by a press: its own customers, and the people it named at them.

Only registrations that the company filed itself are looked at, so nothing here comes from anybody else, and names of
people stay with the company that entered them (rulebook, *Privacy*).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deals.answers import lines, value
from deals.drafts import Person
from deals.given import GROUPS
from deals.models import DecisionMaker, Registration
from deals.querysets import RegistrationQuerySet
from deals.states import FactGroup
from partners.models import User
from validation.opportunity import fold

MOST = 100
CUSTOMER = GROUPS[FactGroup.CUSTOMER]


@dataclass(frozen=True)
class Offer:
    """Something to take over: the key that a form posts, and its words."""

    key: str
    words: str


def filed_by(user: User) -> RegistrationQuerySet:
    """The registrations that a person's company wrote, the newest first."""
    seen = Registration.objects.visible_to(user)
    own = seen.filter(partner=user.partner_id, distributor=None) | seen.filter(distributor=user.partner_id)
    return own.exclude(customer_name="").order_by("-pk")


def customers(row: Registration, user: User) -> list[Offer]:
    """The customers this company registered for the same partner, each once, as last written."""
    found: dict[tuple[str, str], Offer] = {}
    earlier = filed_by(user).filter(partner=row.partner_id).exclude(pk=row.pk)
    for other in earlier[: MOST * 3]:
        words = ", ".join(part for part in (other.customer_name, other.installation_city) if part)
        found.setdefault(
            (_plain(other.customer_name), str(other.customer_country)), Offer(other.reference, words)
        )
    return list(found.values())[:MOST]


def customer(row: Registration, user: User, key: str) -> Mapping[str, Any] | None:
    """The answers about an offered customer; None for one that was not offered."""
    source = filed_by(user).filter(partner=row.partner_id, reference=key).first()
    return None if source is None else {name: value(source, name) for name in CUSTOMER}


def contacts(row: Registration, user: User) -> list[Offer]:
    """The people this company named at the same customer and has not named here yet, each once."""
    named = {_who(person) for person in row.decision_makers.all()}
    offers: dict[tuple[str, str], Offer] = {}
    for person in _people(row, user):
        if _who(person) not in named:
            offers.setdefault(
                _who(person), Offer(str(person.pk), lines("decision_makers", [_as_given(person)])[0])
            )
    return list(offers.values())[:MOST]


def contact(row: Registration, user: User, key: str) -> Person | None:
    """An offered person; None for one that was not offered."""
    found = (person for person in _people(row, user) if str(person.pk) == key)
    return next((_as_given(person) for person in found), None)


def _people(row: Registration, user: User) -> list[DecisionMaker]:
    wanted = _plain(row.customer_name)
    if not wanted:
        return []
    of_partner = filed_by(user).filter(partner=row.partner_id).exclude(pk=row.pk)
    same = [pk for pk, name in of_partner.values_list("pk", "customer_name") if _plain(name) == wanted]
    people = DecisionMaker.objects.filter(registration__in=same[:MOST]).exclude(name="")
    return list(people.order_by("-registration", "pk"))


def _plain(name: str) -> str:
    """A name without what people write differently each time."""
    return " ".join(fold(name).split())


def _who(person: DecisionMaker) -> tuple[str, str]:
    return _plain(person.name), person.email.lower()


def _as_given(person: DecisionMaker) -> Person:
    return Person(person.role, person.influence, person.name, person.email, person.phone)
