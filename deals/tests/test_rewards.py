"""The ledger of benefits and the Deal Registration Reward."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from deals import benefits, decisions, ledger, lifecycle, rewards
from deals.admin.rewards_ledger import sums
from deals.benefits import Grant
from deals.models import Registration, RewardClaim
from deals.refusals import IllegalMove, Refused
from deals.rewards import Order, reward_of
from deals.states import RewardState
from deals.tests import factories as make
from partners.models import BenefitKind, User

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def staff(settings: Settings) -> User:
    settings.STAFF_SECOND_FACTOR = False
    return make.coordinator()


def test_the_partner_claims_in_the_browser(client: Client) -> None:
    row = won()
    lifecycle_owner = row.owner
    assert lifecycle_owner is not None
    client.force_login(lifecycle_owner)
    address = reverse("registration-reward", args=[row.reference])
    page = client.get(address)
    assert page.status_code == 200
    assert "2.5 % of the order" in page.text


def test_a_claim_with_mistakes_keeps_what_was_typed(client: Client) -> None:
    row = won()
    assert row.owner is not None
    client.force_login(row.owner)
    typed = {"amount": "many", "number": "PO-77", "on": "", "version": row.partner_version}
    page = client.post(reverse("registration-reward", args=[row.reference]), typed)
    assert "Write an amount in figures" in page.text
    assert 'value="PO-77"' in page.text


def test_the_desk_lists_rewards_with_sums_per_currency(client: Client, staff: User) -> None:
    claim = accepted(staff)
    client.force_login(staff)
    page = client.get(reverse("admin:deals_rewardclaim_changelist"), {"state": "accepted"}).text
    assert claim.registration.reference in page
    assert sums(RewardClaim.objects.all()) == [
        {"currency": claim.currency, "claims": 1, "claimed": claim.amount, "granted": claim.granted_amount}
    ]


def test_the_list_of_rewards_goes_out_as_csv_that_runs_nothing(client: Client, staff: User) -> None:
    claim = claimed(order=Order(Decimal(100), "=cmd|' /C calc'!A0", ORDER.on))
    client.force_login(staff)
    address = reverse("admin:deals_rewardclaim_changelist")
    text = client.post(address, {"action": "as_csv", "_selected_action": [claim.pk]}).text
    assert claim.registration.reference in text
    assert ",=cmd" not in text


def test_a_coordinator_answers_a_claim_from_its_page(client: Client, staff: User) -> None:
    row = claimed().registration
    client.force_login(staff)
    review = client.get(reverse("admin:deals_registration_change", args=[row.pk])).text
    address = reverse("admin:deals_registration_decide", args=[row.pk, "answer-reward"])
    assert address in review
    row.refresh_from_db()
    client.post(address, {"accepted": "yes", "answer": "Seen", "amount": "", "version": row.version})
    assert row.reward_claims.get().state == RewardState.ACCEPTED
