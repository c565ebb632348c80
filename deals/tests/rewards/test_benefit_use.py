from datetime import date
from decimal import Decimal

import pytest

from deals import benefits, ledger
from deals.benefits import Grant
from deals.models import RewardClaim
from deals.refusals import IllegalMove, Refused
from deals.rewards import Order
from deals.tests import factories as make
from deals.tests.rewards.rewarded import DAY, ORDER, claimed, granted, won
from partners.models import BenefitKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "order",
    [
        Order(Decimal(0), "PO-7", ORDER.on), Order(Decimal(5), " ", ORDER.on),
        Order(Decimal(5), "PO-7", date(2020, 1, 1)), Order(Decimal(5), "PO-7", ORDER.on + 90 * DAY),
    ],
    ids=["no amount", "no number", "before the registration", "in the future"],
)  # fmt: skip
def test_an_order_that_cannot_be_is_refused(order: Order) -> None:
    with pytest.raises(Refused):
        claimed(order=order)
    assert not RewardClaim.objects.exists()


def test_the_use_of_a_benefit_is_noted_while_it_counts() -> None:
    row = granted(Grant(BenefitKind.SUPPORT, terms="Two days on site"))
    use = benefits.record_use(
        row, BenefitKind.SUPPORT, on=make.AT.date(), words="Design workshop", amount=Decimal(800),
        by=make.coordinator(), at=make.AT + DAY,
    )  # fmt: skip
    assert use.currency == row.currency
    assert "Design workshop" in ledger.entries(row, counts=True)[0].uses[0]


def test_an_ended_registration_entitles_to_no_use() -> None:
    row = won()
    with pytest.raises(IllegalMove):
        benefits.record_use(
            row,
            BenefitKind.REWARD,
            on=make.AT.date(),
            words="x",
            by=make.coordinator(),
            at=make.AT + 30 * DAY,
        )


@pytest.mark.parametrize("days", [-1, 2])
def test_a_use_lies_between_the_grant_and_today(days: int) -> None:
    row = granted(Grant(BenefitKind.SUPPORT))
    with pytest.raises(Refused, match="lies between"):
        benefits.record_use(
            row, BenefitKind.SUPPORT, on=(make.AT + days * DAY).date(), words="x", by=make.coordinator(),
            at=make.AT + DAY,
        )  # fmt: skip


def test_the_ledger_says_why_a_benefit_no_longer_counts() -> None:
    assert "Won" in ledger.entries(won(), counts=False)[0].ended
