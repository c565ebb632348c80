from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals import lifecycle, rewards
from deals.benefits import Grant
from deals.refusals import IllegalMove, Refused
from deals.rewards import reward_of
from deals.states import RewardState
from deals.tests import factories as make
from deals.tests.rewards.rewarded import AMOUNTS, DAY, claimed, granted, won
from partners.models import BenefitKind

pytestmark = pytest.mark.django_db


@given(order=AMOUNTS, percent=st.decimals("0", "100", places=2))
def test_a_reward_is_its_share_of_the_order_with_half_cents_upwards(order: Decimal, percent: Decimal) -> None:
    exact = Fraction(order) * Fraction(percent) / 100
    cents = (exact * 100 * 2 + 1) // 2
    assert Fraction(reward_of(order, percent, None)) * 100 == cents


@given(order=AMOUNTS, percent=st.decimals("0", "100", places=2), most=AMOUNTS)
def test_a_reward_is_never_above_the_limit(order: Decimal, percent: Decimal, most: Decimal) -> None:
    assert reward_of(order, percent, most) == min(reward_of(order, percent, None), most)


def test_a_claim_after_winning_is_calculated_by_the_percentage_granted() -> None:
    claim = claimed()
    assert (claim.amount, claim.currency) == (Decimal("6250.00"), claim.registration.currency)
    assert claim.state == RewardState.CLAIMED


def test_the_limit_of_the_pinned_policy_holds() -> None:
    row = won()
    policy = row.pinned_policy
    policy.reward_most = Decimal(1000)
    policy.save()
    region = row.required_region
    region.currency = row.currency
    region.save()
    assert claimed(row).amount == 1000


def test_nothing_is_claimed_before_the_deal_is_won() -> None:
    row = granted(Grant(BenefitKind.REWARD, Decimal(2)))
    with pytest.raises(IllegalMove):
        claimed(row)


def test_nothing_is_claimed_where_no_reward_was_granted() -> None:
    row = granted(Grant(BenefitKind.SUPPORT))
    assert row.owner is not None
    lifecycle.close(row, won=True, by=row.owner, at=make.AT + DAY)
    with pytest.raises(Refused, match="No reward was granted"):
        claimed(row)


def test_the_last_day_to_claim_is_that_of_the_policy() -> None:
    row = won()
    last = 20 + row.pinned_policy.reward_claim_days
    with pytest.raises(Refused, match="over"):
        claimed(row, days=last + 1)
    assert claimed(row, days=last).amount


def test_a_reward_is_claimed_once() -> None:
    claim = claimed()
    with pytest.raises(Refused, match="claimed already"):
        claimed(claim.registration)


def test_a_declined_claim_can_be_made_again() -> None:
    claim = claimed()
    by = make.coordinator()
    rewards.answer_reward(claim.registration, accepted=False, answer="No order", by=by, at=make.AT + 22 * DAY)
    assert claimed(claim.registration, days=23).state == RewardState.CLAIMED
