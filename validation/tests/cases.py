"""A case that every rule passes, and ways to change one thing about it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from validation.facts import (
    FACT_GROUPS,
    AuthorisationFacts,
    CandidateFacts,
    Case,
    DecisionMakerFacts,
    PartnerFacts,
    RegistrationFacts,
    SearchFacts,
    Terms,
    VerificationFacts,
)

TODAY = date(2027, 3, 1)

REGISTRATION = RegistrationFacts(
    customer_name="Nordhavn Port Authority",
    project_name="Terminal 3 campus network 2027",
    budget=Decimal("250000.00"),
    currency="EUR",
    products=("network.campus",),
    decision_chain=(DecisionMakerFacts("decision-maker", "high", has_name=True, has_contact=True),),
    implementation_from=date(2027, 6, 1),
    implementation_until=date(2027, 9, 30),
    price_application_on=date(2027, 3, 16),
    registered_on=TODAY,
    customer_country="DK",
    installation_country="DK",
    region="emea.nordics",
    tender_published=True,
    tender_number="2027-118",
    tender_on=date(2027, 2, 15),
    attested_true=True,
    attested_shared=True,
)
PARTNER = PartnerFacts(
    status="active",
    client_facing=True,
    distributor=False,
    authorisations=(AuthorisationFacts("emea", "network", date(2027, 1, 1), None),),
    open_count=0,
    submitted_today=0,
)
TERMS = Terms(
    lead_time_days=15,
    overlap_days=90,
    pipeline_age_hours=24,
    near_simultaneous_hours=48,
    distributor_for_itself=False,
    open_most=10,
    per_day_most=5,
)
CLEAR = SearchFacts(mirror_age_hours=1.0)
CONFIRMED = VerificationFacts(tuple((group, "confirmed") for group in FACT_GROUPS))
CASE = Case(REGISTRATION, PARTNER, TERMS, on=TODAY, search=CLEAR, verification=CONFIRMED)


def registering(**changes: Any) -> Case:
    """The passing case with other facts of the registration."""
    return replace(CASE, registration=replace(REGISTRATION, **changes))


def by_partner(**changes: Any) -> Case:
    return replace(CASE, partner=replace(PARTNER, **changes))


def under(case: Case, **changes: Any) -> Case:
    """The same case under other terms."""
    return replace(case, terms=replace(case.terms, **changes))


def found(*candidates: CandidateFacts) -> Case:
    return replace(CASE, search=replace(CLEAR, candidates=candidates))


def candidate(**changes: Any) -> CandidateFacts:
    """An earlier pipeline record, three days before the submission, that looks like the same opportunity."""
    return replace(
        CandidateFacts(
            record_id="P-1",
            source="pipeline",
            state="open",
            score=0.9,
            same_opportunity=True,
            reasons=("tax-number",),
            created_at=datetime(2027, 2, 26, 9, tzinfo=UTC),
            rank_before=True,
            hours_apart=72.0,
        ),
        **changes,
    )


def rival(**changes: Any) -> CandidateFacts:
    """Another registration, in force, that looks like the same opportunity."""
    return candidate(**{"record_id": "DR-7", "source": "registration", **changes})
