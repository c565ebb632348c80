"""A company that registers to learn what is known is flagged to the desk; one that sells much is not."""

from datetime import timedelta

import pytest

from deals import decisions, lifecycle, sweeps
from deals.models import Registration, Suspicion
from deals.probing import Counts, signs
from deals.tests import factories as make
from partners.models import User
from validation.matching import index
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
RULE = {"least": 8, "share": 30}


def collides(by: User) -> Registration:
    """A submission that meets a record of the pipeline."""
    facts = make.answers()
    known = KnownOpportunity.objects.create(
        source="pipeline", record_id=f"006-{facts['customer_name']}", customer_name=facts["customer_name"],
        project_name=facts["project_name"], country="TH", city="Bangkok",
        created_in_source_at=make.AT - timedelta(days=9), synced_at=make.AT,
    )  # fmt: skip
    index.file([known])
    return make.submitted(by, **facts)


def test_withdrawn_drafts_of_many_customers_are_a_sign() -> None:
    user = make.seller()
    for _number in range(9):
        row = make.draft(user)
        lifecycle.withdraw(row, by=user, at=make.AT)
    sweeps.tick(make.AT + HOUR)
    assert Suspicion.objects.get().signs == ["withdrawn"]


def test_many_spellings_of_one_customer_are_a_sign() -> None:
    user = make.seller()
    for letter in "abcdefghi":
        make.draft(user, customer_name=f"Metropolitan Waterworks Authority {letter}")
    sweeps.tick(make.AT + HOUR)
    assert Suspicion.objects.get().signs == ["spellings"]


def test_refusals_because_the_deal_was_taken_are_a_sign() -> None:
    user, reviewer = make.seller(), make.coordinator()
    for _number in range(8):
        decisions.reject(make.submitted(user), by=reviewer, at=make.AT, codes=["not-available"])
    sweeps.tick(make.AT + HOUR)
    assert Suspicion.objects.get().signs == ["refused-as-known"]


def test_an_honest_heavy_user_is_not_flagged() -> None:
    user = make.seller()
    for number in range(40):
        (collides if number % 10 == 0 else make.submitted)(user)
    sweeps.tick(make.AT + HOUR)
    assert not Suspicion.objects.exists()


def test_meeting_ones_own_registrations_is_no_sign() -> None:
    user, facts = make.seller(), make.answers()
    for _number in range(10):
        make.submitted(user, **facts)
    sweeps.tick(make.AT + HOUR)
    assert not Suspicion.objects.exists()


def test_a_company_half_of_whose_registrations_are_approved_does_not_probe() -> None:
    counts = Counts(started=40, submitted=40, approved=20, colliding=20, refused=12, withdrawn=12)
    assert signs(counts, **RULE) == ()


def test_few_signs_are_none_however_large_their_share() -> None:
    assert signs(Counts(started=7, submitted=7, colliding=7, withdrawn=7, spellings=7), **RULE) == ()


def test_a_small_share_is_no_sign_however_many() -> None:
    assert signs(Counts(started=400, submitted=400, colliding=100), **RULE) == ()
