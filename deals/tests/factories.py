"""Registrations in every state, reached through the verbs, so that no test starts from an impossible row."""

import hashlib
import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from deals import decisions, drafts, lifecycle, review, revocation, sweeps, updates, warnings
from deals.drafts import Person, Product
from deals.models import Registration
from deals.states import FactGroup, Status
from partners.models import Partner, User
from partners.tests.factories import (
    AuthorisationFactory,
    CoordinatorFactory,
    PartnerFactory,
    PersonFactory,
    PolicyFactory,
    ProductLineFactory,
    RegionCountryFactory,
    RegionFactory,
)
from validation import claims
from validation.models import PipelineSync

AT = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def world() -> None:
    """Region, country, policy and an up-to-date pipeline mirror: what every submission stands on."""
    PolicyFactory.create()
    RegionFactory.create(code="apac", time_zone="Asia/Singapore")
    RegionCountryFactory.create()
    fresh_mirror(AT)


def fresh_mirror(at: datetime) -> None:
    PipelineSync.objects.create(source="test", started_at=at, completed_at=at)


def seller(partner: Partner | None = None, **fields: Any) -> User:
    """A member of an authorised partner."""
    world()
    company = partner or PartnerFactory.create()
    if not company.is_distributor and not company.authorisations.exists():
        AuthorisationFactory.create(partner=company)
    return PersonFactory.create(partner=company, time_zone=company.time_zone, **fields)


def answers(**changes: Any) -> dict[str, Any]:
    """Complete answers of a deal that nobody else has, planned from AT on."""
    number = next(_numbers)
    return {
        "customer_name": f"{letters(number)} {letters(number + 10_000)}",
        "customer_country": "TH",
        "installation_country": "TH",
        "installation_city": "Bangkok",
        "project_name": f"Renewal of storage, site {letters(number + 20_000)}",
        "budget": Decimal("250000.00"),
        "currency": "USD",
        "products": [Product(ProductLineFactory.create())],
        "decision_makers": [
            Person("decision-maker", "high", "Somchai Canary", "somchai.canary@customer.example")
        ],
        "implementation_from": date(2027, 6, 1),
        "implementation_until": date(2027, 9, 1),
        "price_application_on": date(2027, 4, 15),
        "close_on": date(2027, 5, 20),
        "attested_true": True,
        "attested_shared": True,
    } | changes


def letters(number: int) -> str:
    """A word of its own for each number, so that names of different deals are not alike."""
    digest = hashlib.sha256(str(number).encode()).digest()
    return "".join("bdfgklmnprstvz"[byte % 14] + "aeiou"[byte % 5] for byte in digest[:5]).title()


def draft(by: User | None = None, at: datetime = AT, **changes: Any) -> Registration:
    by = by or seller()
    registration = drafts.start(by=by, at=at)
    return drafts.edit(registration, answers(**changes), by=by, at=at)


def submitted(by: User | None = None, at: datetime = AT, **changes: Any) -> Registration:
    """Submitted, and found by searches, as a moment later."""
    by = by or seller()
    registration = lifecycle.submit(draft(by, at, **changes), by=by, at=at)
    claims.file_waiting()
    return registration


def coordinator() -> User:
    return CoordinatorFactory.create()


def verified(registration: Registration, by: User, at: datetime = AT) -> Registration:
    """With every fact group confirmed and every candidate judged a different opportunity."""
    said = dict.fromkeys(FactGroup.values, ("confirmed", "Call with the customer"))
    review.verify_all(registration, said, by=by, at=at)
    registration.refresh_from_db()
    return registration


def returned(
    by: User | None = None, at: datetime = AT, codes: tuple[str, ...] = ("budget-unconfirmed",)
) -> Registration:
    registration = submitted(by, at)
    return decisions.return_to_partner(
        registration, by=coordinator(), at=at + timedelta(hours=1), codes=codes
    )


def approved(
    by: User | None = None, at: datetime = AT, reviewer: User | None = None, **changes: Any
) -> Registration:
    reviewer = reviewer or coordinator()
    registration = verified(submitted(by, at, **changes), reviewer, at)
    return decisions.approve(registration, by=reviewer, at=at)


def rejected(
    by: User | None = None, at: datetime = AT, codes: tuple[str, ...] = ("not-available",)
) -> Registration:
    return decisions.reject(submitted(by, at), by=coordinator(), at=at + timedelta(hours=1), codes=codes)


def updated(registration: Registration, at: datetime) -> Registration:
    """With a counting update recorded."""
    report = updates.Report(contact_on=at.astimezone(registration.zone).date(), note="Met the customer.")
    updates.record_update(registration, report, by=registration.owner, at=at)
    registration.refresh_from_db()
    return registration


def kept_up(registration: Registration, until: datetime) -> Registration:
    """With a counting update every three weeks, so that it lives until an instant; no clock ticks meanwhile."""
    at = (registration.update_from_at or AT) + timedelta(weeks=3)
    while at < until:
        updated(registration, at)
        at += timedelta(weeks=3)
    return updated(registration, until)


def handed_over(registration: Registration, at: datetime) -> None:
    """As if the mail server had taken every warning issued so far."""
    for warning in registration.warnings.all():
        warnings.mark_handed_over(warning.pk, at)


def run_clock(until: datetime, *, since: datetime = AT, step: timedelta = timedelta(days=1)) -> None:
    """Tick from day to day, with the mail server taking every warning."""
    at = since
    while at <= until:
        sweeps.tick(at)
        for registration in Registration.objects.all():
            handed_over(registration, at)
        at += step


def lapsed(at: datetime = AT) -> Registration:
    """Approved at `at`, warned and left alone for four weeks."""
    registration = approved(at=at)
    for days in (15, 22, 29):
        _tick(registration, at + timedelta(days=days))
    return registration


def expired(at: datetime = AT) -> Registration:
    """Approved at `at`, kept up to date, given two notices and left to the end of its validity."""
    registration = approved(at=at)
    assert registration.expires_at is not None
    for days in (59, 29):
        notice = registration.expires_at - timedelta(days=days)
        kept_up(registration, notice - timedelta(days=1))
        _tick(registration, notice)
    kept_up(registration, registration.expires_at - timedelta(days=10))
    _tick(registration, registration.expires_at)
    return registration


def _tick(registration: Registration, at: datetime) -> None:
    sweeps.tick(at)
    handed_over(registration, at)
    registration.refresh_from_db()


def heard(registration: Registration, at: datetime = AT) -> Registration:
    """In a hearing to which the partner has replied, as a revocation asks for."""
    words = "The customer knows of no project."
    revocation.open_hearing(registration, words=words, by=coordinator(), at=at)
    return revocation.reply_hearing(registration, reply="It does.", by=registration.owner, at=at)


def revoked(at: datetime = AT) -> Registration:
    registration = heard(approved(at=at), at)
    review.propose(registration, "revoke", reason="False", evidence="Letter", by=coordinator(), at=at)
    return decisions.revoke(registration, by=coordinator(), at=at)


def in_state(status: str) -> Registration:
    """A registration in a state, reached through the verbs."""
    if status == Status.DRAFT:
        return draft()
    if status in (Status.WON, Status.LOST):
        registration = approved()
        return lifecycle.close(registration, won=status == Status.WON, by=registration.owner, at=AT)
    if status == Status.WITHDRAWN:
        registration = submitted()
        return lifecycle.withdraw(registration, by=registration.owner, at=AT)
    makers: dict[Status, Callable[[], Registration]] = {
        Status.SUBMITTED: submitted,
        Status.RETURNED: returned,
        Status.APPROVED: approved,
        Status.REJECTED: rejected,
        Status.LAPSED: lapsed,
        Status.EXPIRED: expired,
        Status.REVOKED: revoked,
    }
    return makers[Status(status)]()
