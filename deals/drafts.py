"""The partner's writing: start a registration, edit what is open, attach and detach documents."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deals import facts
from deals.given import ALWAYS, ANSWERS, GROUPS
from deals.lifecycle import changing
from deals.models import DecisionMaker, Document, Event, Item, Registration
from deals.moves import MOVES, VENDOR_ONLY
from deals.refusals import NotYours, Refused
from deals.states import Status
from partners.models import Partner, ProductLine, User

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Product:
    product_line: ProductLine
    quantity: int = 1
    description: str = ""


@dataclass(frozen=True)
class Person:
    role: str
    influence: str
    name: str = ""
    email: str = ""
    phone: str = ""


def random_reference() -> str:
    """A reference that tells nothing of volume or order (promise 5), easy to read out."""
    letters = "".join(secrets.choice(ALPHABET) for _unused in range(8))
    return f"DR-{letters[:4]}-{letters[4:]}"


def start(
    *, by: User, at: datetime, partner: Partner | None = None, answers: Mapping[str, Any] | None = None
) -> Registration:
    """Begin a draft for one's own company or, as a distributor, on behalf of a partner it serves.

    `answers` are those already known, as `edit` takes them. Raises NotYours for a company the person may not
    register for, and Refused for an answer there is not.
    """
    given = dict(answers or {})
    _require_known(given)
    own = by.partner
    if own is None or not by.is_active:
        raise NotYours(_("Only people of a partner register deals."))
    beneficiary = partner or own
    if (
        beneficiary != own
        and not Partner.objects.served_by(own, at.date()).filter(pk=beneficiary.pk).exists()
    ):
        raise NotYours(_("Your company does not serve this partner."))
    with transaction.atomic():
        registration = Registration.objects.create(
            reference=random_reference(), partner=beneficiary, distributor=own if beneficiary != own else None,
            owner=by, zone_name=beneficiary.time_zone, currency=beneficiary.region.currency,
            installation_country=beneficiary.country, created_at=at, edited_at=at,
        )  # fmt: skip
        with changing(registration, "start", by=by, at=at) as change:
            _give(change.registration, given)
            change.payload = {"behalf": registration.distributor_id is not None}
    return change.registration


def edit(
    registration: Registration,
    answers: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Registration:
    """Save answers of a draft, or of a return within the facts it opened; what is not given stays.

    `products` takes Product values and `decision_makers` Person values, each replacing the whole list.
    Raises Refused for an answer that is not open.
    """
    _require_known(answers)
    with changing(registration, "edit", by=by, at=at, version=version) as change:
        row = change.registration
        changed = [name for name in ANSWERS if name in answers and _differs(row, name, answers[name])]
        closed = set(changed) - set(open_answers(row))
        if closed:
            raise Refused(_("Only the facts your coordinator asked about can be changed now."))
        _give(row, {name: answers[name] for name in changed})
        row.edited_at = at
        change.payload = {"changed": changed}
    return change.registration


def differing(row: Registration, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that differ from what is saved."""
    return {name: given for name, given in answers.items() if _differs(row, name, given)}


def changed_since(row: Registration, version: int) -> frozenset[str]:
    """The names of the answers that anybody changed after a version that the partner's pages showed."""
    newer = newer_than(row.events.all(), version)
    return frozenset(name for e in newer if e.kind == MOVES["edit"].kind for name in e.payload["changed"])


def newer_than(events: QuerySet[Event], version: int) -> QuerySet[Event]:
    """Those of a registration's events that came after a `partner_version`."""
    return events.exclude(kind__in=VENDOR_ONLY).order_by("version")[max(version, 0) :]


def open_answers(row: Registration) -> tuple[str, ...]:
    """The answers that can be changed now: all of a draft, the opened groups of a return, none otherwise."""
    if row.status == Status.DRAFT:
        return ANSWERS
    if row.status == Status.RETURNED:
        return tuple(name for group in row.opened_groups for name in GROUPS[group]) + ALWAYS
    return ()


def attach(
    registration: Registration,
    upload: "File[bytes]",
    *,
    title: str,
    content_type: str,
    by: User,
    at: datetime,
) -> Document:
    """Keep a supporting file with its SHA-256. A new one counts as an update."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    with changing(registration, "attach", by=by, at=at) as change:
        document = Document(
            registration=change.registration, title=title, content_type=content_type, size=upload.size,
            sha256=digest.hexdigest(), uploaded_by=by, uploaded_at=at,
        )  # fmt: skip
        document.content.save(title, upload, save=True)
        change.payload = {"document": document.pk, "sha256": document.sha256}
    return document


def detach(document: Document, *, by: User, at: datetime) -> Registration:
    """Take a document out of a draft that nobody at the vendor has seen; its bytes go when the change commits."""
    with changing(document.registration, "detach", by=by, at=at) as change:
        change.payload = {"document": document.pk, "sha256": document.sha256}
        stored = document.content
        document.delete()
        transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
    return change.registration


def _require_known(answers: Mapping[str, Any]) -> None:
    unknown = set(answers) - set(ANSWERS)
    if unknown:
        raise Refused(_("These answers cannot be edited: %s.") % ", ".join(sorted(unknown)))


def _give(row: Registration, answers: Mapping[str, Any]) -> None:
    """Write answers into a row that is saved afterwards, with what follows from them."""
    for name, answer in answers.items():
        if name == "products":
            _replace_items(row, answer)
        elif name == "decision_makers":
            _replace_people(row, answer)
        else:
            setattr(row, name, answer)
    _derive(row)


def _derive(row: Registration) -> None:
    """Keep what follows from the answers: the region of the place of installation, and the words to find it by."""
    place = facts.region_of(row)
    row.region = place.region if place else None
    row.search_text = facts.search_text(row)


def _differs(row: Registration, name: str, value: Any) -> bool:
    if name == "products":
        return _items(row) != [(p.product_line.pk, p.quantity, p.description) for p in value]
    if name == "decision_makers":
        return _people(row) != [(p.role, p.influence, p.name, p.email, p.phone) for p in value]
    current = getattr(row, name)
    return bool(getattr(current, "code", current) != value)


def _items(row: Registration) -> list[tuple[int, int, str]]:
    return [(item.product_line_id, item.quantity, item.description) for item in row.items.all()]


def _people(row: Registration) -> list[tuple[str, str, str, str, str]]:
    return [(p.role, p.influence, p.name, p.email, p.phone) for p in row.decision_makers.all()]


def _replace_items(row: Registration, products: Sequence[Product]) -> None:
    if row.version:
        row.items.all().delete()
    Item.objects.bulk_create(
        Item(registration=row, product_line=p.product_line, quantity=p.quantity, description=p.description)
        for p in products
    )


def _replace_people(row: Registration, people: Sequence[Person]) -> None:
    if row.version:
        row.decision_makers.all().delete()
    DecisionMaker.objects.bulk_create(
        DecisionMaker(
            registration=row, role=p.role, influence=p.influence, name=p.name, email=p.email, phone=p.phone
        )
        for p in people
    )
