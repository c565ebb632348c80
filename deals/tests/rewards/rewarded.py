"""What the tests of rewards share."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from deals import decisions, lifecycle, rewards
from deals.benefits import Grant
from deals.models import Registration, RewardClaim
from deals.rewards import Order
from deals.tests import factories as make
from partners.models import BenefitKind, User

DAY = timedelta(days=1)


ORDER = Order(Decimal("250000.00"), "PO-7", (make.AT + 20 * DAY).date())


AMOUNTS = st.decimals("0.01", "999999999999.99", places=2)


def granted(*grants: Grant) -> Registration:
    by = make.coordinator()
    return decisions.approve(make.verified(make.submitted(), by), by=by, at=make.AT, grants=grants)


def won(percent: str = "2.5") -> Registration:
    row = granted(Grant(BenefitKind.REWARD, Decimal(percent)))
    assert row.owner is not None
    return lifecycle.close(row, won=True, by=row.owner, at=make.AT + 20 * DAY)


def claimed(row: Registration | None = None, order: Order = ORDER, days: int = 21) -> RewardClaim:
    row = row or won()
    assert row.owner is not None
    return rewards.claim_reward(row, order, by=row.owner, at=make.AT + days * DAY)


def accepted(by: User | None = None) -> RewardClaim:
    claim = claimed()
    return rewards.answer_reward(
        claim.registration, accepted=True, answer="The order was seen.", by=by or make.coordinator(),
        at=make.AT + 22 * DAY,
    )  # fmt: skip
