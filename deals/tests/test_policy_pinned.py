"""A registration lives under the policy in force at its submission; no later, stricter one applies backwards."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from deals import decisions, drafts, lifecycle, price, sweeps
from deals.models import Registration
from deals.refusals import NotAcceptable, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import END_OF_DAY_28, END_OF_VALIDITY, fresh, tick_with_mail
from deals.tests.test_price import DAY_15
from partners.models import Policy

pytestmark = pytest.mark.django_db

STRICTER: dict[str, Any] = {
    "lead_time_days": 60, "update_days": 14, "update_warning_days": [7, 13], "validity_months": 3,
    "two_person_budget": Decimal(1), "no_change_updates": 0, "extensions_most": 0, "grace_days": 1,
}  # fmt: skip


def stricter_from(starts_at: datetime) -> Policy:
    return Policy.objects.create(region=None, number=2, starts_at=starts_at, **STRICTER)


def approved_before_stricter() -> Registration:
    registration = make.approved()
    stricter_from(make.AT + timedelta(minutes=1))
    return registration


def test_a_submission_pins_the_policy_in_force() -> None:
    assert make.submitted().pinned_policy.number == 1


def test_a_later_submission_falls_under_the_new_policy() -> None:
    make.world()
    stricter = stricter_from(make.AT)
    late = make.AT.date() + timedelta(days=70)
    assert make.submitted(price_application_on=late).policy == stricter


def test_a_policy_not_yet_started_does_not_count() -> None:
    make.world()
    stricter_from(make.AT + timedelta(seconds=1))
    assert make.submitted().pinned_policy.number == 1


def test_an_answer_to_a_return_stays_under_the_first_policy() -> None:
    registration = make.returned()
    stricter_from(make.AT + timedelta(hours=2))
    at = make.AT + timedelta(days=1)
    drafts.edit(registration, {"budget": Decimal(300_000)}, by=registration.owner, at=at)
    assert lifecycle.submit(registration, by=registration.owner, at=at).pinned_policy.number == 1


def test_a_draft_from_before_is_submitted_under_the_new_policy() -> None:
    registration = make.draft()
    stricter_from(make.AT + timedelta(minutes=1))
    with pytest.raises(NotAcceptable) as refusal:
        lifecycle.submit(registration, by=registration.owner, at=make.AT + timedelta(hours=1))
    assert [finding.code for finding in refusal.value.failing] == ["lead-time"]


def test_an_approval_stands_on_the_pinned_policy() -> None:
    reviewer = make.coordinator()
    registration = make.verified(make.submitted(), reviewer)
    stricter_from(make.AT + timedelta(minutes=1))
    decisions.approve(registration, by=reviewer, at=make.AT + timedelta(hours=1))
    decision = registration.decisions.get()
    assert (decision.seconded_by, decision.policy.number) == (None, 1)


def test_the_update_clock_keeps_its_days() -> None:
    registration = approved_before_stricter()
    make.updated(registration, make.AT)
    assert fresh(registration).update_due_at == END_OF_DAY_28


def test_the_validity_keeps_its_months() -> None:
    registration = approved_before_stricter()
    sweeps.tick(make.AT + timedelta(days=2))
    assert fresh(registration).expires_at == END_OF_VALIDITY


def test_the_lead_time_keeps_its_days() -> None:
    registration = approved_before_stricter()
    with pytest.raises(Refused):
        price.apply_for_price(
            registration, note="12 %", by=registration.owner, at=DAY_15 - timedelta(seconds=1)
        )
    price.apply_for_price(registration, note="12 %", by=registration.owner, at=DAY_15)


def test_the_grace_keeps_its_days() -> None:
    registration = approved_before_stricter()
    tick_with_mail(*(make.AT + timedelta(days=day) for day in (15, 22, 29)))
    assert fresh(registration).status == Status.LAPSED
    at = END_OF_DAY_28 + timedelta(days=6)
    assert decisions.reinstate(registration, by=make.coordinator(), at=at).status == Status.APPROVED
