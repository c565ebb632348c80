from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from validation import claims
from validation.claims import AlreadyInForce, Claim, State, close_claim, file_claim, open_claim
from validation.models import KnownOpportunity, KnownReading

pytestmark = pytest.mark.django_db

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
CLAIM = Claim(
    record_id="DR-1",
    claimant="7",
    customer_name="Nordhavn Port Authority",
    project_name="Terminal 3 campus network",
    country="DK",
    city="",
    amount=Decimal(250000),
    currency="EUR",
    starts_on=None,
    closes_on=None,
    product_lines=["network.campus"],
    domain="nordhavn.dk",
    tax_number="",
)
RIVAL = replace(CLAIM, record_id="DR-2", claimant="8", customer_name="NORDHAVN PORT AUTHORITY A/S")


def filed(claim: Claim = CLAIM, state: State = State.FILED) -> KnownOpportunity:
    return file_claim(claim, created_at=AT, at=AT, state=state)


def state_of(claim: Claim) -> str:
    return KnownOpportunity.objects.get(record_id=claim.record_id).state


def test_a_claim_waits_to_be_filed_and_is_found_by_the_search_afterwards() -> None:
    known = filed()
    assert not KnownReading.objects.filter(known=known).exists()
    assert (claims.file_waiting(), claims.file_waiting()) == (1, 0)
    assert KnownReading.objects.filter(known=known).exists()


def test_filing_again_brings_the_same_row_up_to_date() -> None:
    first = filed()
    again = filed(replace(CLAIM, project_name="Terminal 4"))
    assert (again.pk, again.project_name) == (first.pk, "Terminal 4")
    assert again.opportunity_key != first.opportunity_key


def test_any_number_of_claims_may_be_filed_for_one_opportunity() -> None:
    assert filed().opportunity_key == filed(RIVAL).opportunity_key


def test_a_second_registration_of_the_same_opportunity_cannot_come_into_force() -> None:
    filed()
    filed(RIVAL)
    open_claim("DR-1", at=AT)
    with transaction.atomic():
        with pytest.raises(AlreadyInForce):
            open_claim("DR-2", at=AT)
        assert (state_of(CLAIM), state_of(RIVAL)) == (State.OPEN, State.FILED)


def test_a_registration_in_force_cannot_change_into_a_taken_opportunity() -> None:
    filed(state=State.OPEN)
    other = filed(replace(RIVAL, project_name="Terminal 9"), State.OPEN)
    with pytest.raises(AlreadyInForce):
        filed(RIVAL, State.OPEN)
    other.refresh_from_db()
    assert other.project_name == "Terminal 9"


def test_an_ended_registration_makes_room_for_the_next() -> None:
    filed(state=State.OPEN)
    filed(RIVAL)
    close_claim("DR-1", at=AT)
    open_claim("DR-2", at=AT)
    assert (state_of(CLAIM), state_of(RIVAL)) == (State.CLOSED, State.OPEN)


def test_a_pipeline_row_of_the_same_opportunity_is_no_obstacle() -> None:
    known = filed()
    KnownOpportunity.objects.create(
        source="pipeline",
        record_id="006A",
        customer_name=known.customer_name,
        opportunity_key=known.opportunity_key,
        created_in_source_at=AT,
        synced_at=AT,
    )
    open_claim("DR-1", at=AT)
    assert state_of(CLAIM) == State.OPEN


def test_what_was_never_filed_cannot_come_into_force() -> None:
    with pytest.raises(KnownOpportunity.DoesNotExist):
        open_claim("DR-9", at=AT)


def test_a_draft_that_was_never_filed_can_end() -> None:
    close_claim("DR-9", at=AT)
    assert not KnownOpportunity.objects.exists()
