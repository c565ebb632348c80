from decimal import Decimal

import pytest

from deals import rewards
from deals.refusals import Refused
from deals.states import RewardState
from deals.tests import factories as make
from deals.tests.rewards.rewarded import DAY, accepted, claimed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("amount", [Decimal("6250.01"), Decimal(0), Decimal(-1)])
def test_a_coordinator_may_lower_a_reward_and_never_raise_it(amount: Decimal) -> None:
    claim, by, at = claimed(), make.coordinator(), make.AT + 22 * DAY
    with pytest.raises(Refused, match=r"at most 6250\.00"):
        rewards.answer_reward(claim.registration, accepted=True, answer="x", amount=amount, by=by, at=at)
    lower = rewards.answer_reward(
        claim.registration, accepted=True, answer="Half of it", amount=Decimal(3125), by=by, at=at
    )
    assert (lower.granted_amount, lower.state) == (Decimal(3125), RewardState.ACCEPTED)


def test_whoever_accepted_a_reward_does_not_mark_it_as_paid() -> None:
    by = make.coordinator()
    claim, at = accepted(by), make.AT + 30 * DAY
    said = {"paid_on": at.date(), "payment_reference": "TX-1", "at": at}
    with pytest.raises(Refused, match="Another coordinator"):
        rewards.mark_paid(claim.registration, by=by, **said)  # type: ignore[arg-type]
    paid = rewards.mark_paid(claim.registration, by=make.coordinator(), **said)  # type: ignore[arg-type]
    assert paid.state == RewardState.PAID


def test_nothing_is_paid_before_it_is_accepted() -> None:
    claim, at = claimed(), make.AT + 30 * DAY
    with pytest.raises(Refused, match="No accepted reward"):
        rewards.mark_paid(
            claim.registration, paid_on=at.date(), payment_reference="TX", by=make.coordinator(), at=at
        )
