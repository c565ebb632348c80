"""What one coordinator may not do alone, and never with the own proposal."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from deals import decisions, price, review
from deals.models import Registration
from deals.refusals import NeedsSecondPerson, NotAcceptable, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from partners.models import Policy, User
from validation.matching import index
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(hours=1)


def two_persons_from(budget: int) -> None:
    make.world()
    Policy.objects.update(two_person_budget=Decimal(budget))


def in_pipeline(registration: Registration, created_at: datetime) -> KnownOpportunity:
    """The same deal in the vendor's pipeline."""
    known = KnownOpportunity.objects.create(
        source="pipeline", record_id="006A", customer_name=registration.customer_name,
        project_name=registration.project_name, country="TH", product_lines=["storage.flash"],
        created_in_source_at=created_at, synced_at=make.AT, state="open",
    )  # fmt: skip
    index.file([known])
    return known


def judged(registration: Registration, known: KnownOpportunity, verdict: str, by: User) -> Registration:
    review.judge_opportunity(registration, known, verdict, source="Account manager", by=by, at=make.AT)
    return fresh(registration)


def proposed(registration: Registration, act: str, by: User) -> Registration:
    review.propose(registration, act, reason="Seen the order", evidence="Letter", by=by, at=make.AT)
    return fresh(registration)


def test_one_person_does_not_approve_above_the_budget_limit() -> None:
    two_persons_from(200_000)
    reviewer = make.coordinator()
    with pytest.raises(NeedsSecondPerson):
        decisions.approve(make.verified(make.submitted(), reviewer), by=reviewer, at=LATER)


def test_one_person_approves_at_the_budget_limit() -> None:
    two_persons_from(250_000)
    assert make.approved().status == Status.APPROVED


def test_a_second_person_approves_what_the_first_proposed() -> None:
    two_persons_from(200_000)
    first, second = make.coordinator(), make.coordinator()
    registration = proposed(make.verified(make.submitted(), first), "approve", first)
    decisions.approve(registration, by=second, at=LATER)
    decision = registration.decisions.get()
    assert (decision.by, decision.seconded_by) == (second, first)


def test_nobody_approves_the_own_proposal() -> None:
    two_persons_from(200_000)
    reviewer = make.coordinator()
    registration = proposed(make.verified(make.submitted(), reviewer), "approve", reviewer)
    with pytest.raises(NeedsSecondPerson):
        decisions.approve(registration, by=reviewer, at=LATER)
    assert fresh(registration).status == Status.SUBMITTED


@pytest.mark.parametrize("hours", [-47, 47])
def test_a_pipeline_record_of_nearly_the_same_time_takes_two_persons(hours: int) -> None:
    first, second = make.coordinator(), make.coordinator()
    registration = make.submitted()
    known = in_pipeline(registration, make.AT + timedelta(hours=hours))
    registration = judged(make.verified(registration, first), known, "different", first)
    with pytest.raises(NeedsSecondPerson):
        decisions.approve(registration, by=first, at=LATER)
    decisions.approve(proposed(registration, "approve", first), by=second, at=LATER)
    assert fresh(registration).status == Status.APPROVED


def test_a_pipeline_record_of_another_week_takes_one_person() -> None:
    reviewer, registration = make.coordinator(), make.submitted()
    known = in_pipeline(registration, make.AT + timedelta(hours=49))
    registration = judged(make.verified(registration, reviewer), known, "same", reviewer)
    assert decisions.approve(registration, by=reviewer, at=LATER).status == Status.APPROVED


def test_an_earlier_pipeline_record_of_the_same_deal_defeats_the_registration() -> None:
    first, second = make.coordinator(), make.coordinator()
    registration = make.submitted()
    known = in_pipeline(registration, make.AT - timedelta(days=3))
    registration = judged(make.verified(registration, first), known, "same", first)
    with pytest.raises(NotAcceptable):
        decisions.approve(proposed(registration, "approve", first), by=second, at=LATER)


def test_a_lead_time_exception_is_granted_by_another_coordinator() -> None:
    first, second = make.coordinator(), make.coordinator()
    registration = proposed(make.approved(), "lead-time", first)
    price.grant_lead_time(registration, by=second, at=LATER)
    application = price.apply_for_price(registration, note="12 %", by=registration.owner, at=LATER)
    assert application.pk


def test_nobody_grants_the_own_lead_time_exception() -> None:
    reviewer = make.coordinator()
    registration = proposed(make.approved(), "lead-time", reviewer)
    with pytest.raises(NeedsSecondPerson):
        price.grant_lead_time(registration, by=reviewer, at=LATER)


def test_nobody_grants_a_lead_time_exception_that_was_not_proposed() -> None:
    with pytest.raises(NeedsSecondPerson, match=r"^Propose it"):
        price.grant_lead_time(make.approved(), by=make.coordinator(), at=LATER)


def test_a_registration_is_revoked_by_another_coordinator_than_proposed_it() -> None:
    first, second = make.coordinator(), make.coordinator()
    registration = proposed(make.heard(make.approved()), "revoke", first)
    with pytest.raises(NeedsSecondPerson):
        decisions.revoke(registration, by=first, at=LATER)
    assert decisions.revoke(registration, by=second, at=LATER).status == Status.REVOKED


def test_a_revocation_is_not_proposed_without_evidence() -> None:
    with pytest.raises(Refused):
        review.propose(make.heard(make.approved()), "revoke", reason="False", by=make.coordinator(), at=LATER)


def test_the_same_act_is_not_proposed_twice() -> None:
    registration = proposed(make.heard(make.approved()), "revoke", make.coordinator())
    with pytest.raises(Refused):
        proposed(registration, "revoke", make.coordinator())


def test_a_proposal_for_one_act_does_not_carry_another() -> None:
    registration = proposed(make.heard(make.approved()), "lead-time", make.coordinator())
    with pytest.raises(NeedsSecondPerson):
        decisions.revoke(registration, by=make.coordinator(), at=LATER)
