"""The Deal Registration Reward: claimed after the deal was won, calculated by the policy, accepted, then paid.

Three people at least: the partner claims, a coordinator accepts, another one marks it as paid.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from deals import clocks
from deals.countdowns import day_in_words
from deals.lifecycle import changing
from deals.models import Registration, RewardClaim
from deals.refusals import Refused
from partners.models import BenefitKind, User

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Order:
    """What the partner tells of the order it won; `amount` is in the currency of the registration."""

    amount: Decimal
    number: str
    on: date


def reward_of(order: Decimal, percent: Decimal, most: Decimal | None) -> Decimal:
    """The reward on an order in its currency: per cent of it, half cents upwards, never above `most`."""
    reward = (order * percent / HUNDRED).quantize(CENT, ROUND_HALF_UP)
    return reward if most is None else min(reward, most)


def percent_of(row: Registration) -> Decimal | None:
    """The per cent granted with the registration; None where no reward was granted."""
    granted = next((each for each in row.benefits.all() if each.kind == BenefitKind.REWARD), None)
    return granted.percent if granted else None


def most_of(row: Registration) -> Decimal | None:
    """The most one claim pays by the pinned policy; None without a limit, or where it is set in another currency."""
    same = row.required_region.currency == row.currency
    return row.pinned_policy.reward_most if same else None


def claim_until(row: Registration) -> date:
    """The last day of the claim, in the zone of the registration."""
    assert row.ended_at is not None
    return clocks.local_day(row.ended_at, row.zone) + timedelta(days=row.pinned_policy.reward_claim_days)


def cannot_claim(row: Registration, at: datetime) -> str:
    """Why no reward can be claimed now; "" when it can."""
    if percent_of(row) is None:
        return _("No reward was granted with this registration.")
    if any(claim.accepted is not False for claim in row.reward_claims.all()):
        return _("The reward of this registration is claimed already.")
    if row.ended_at is None or clocks.local_day(at, row.zone) > claim_until(row):
        return _("The time to claim the reward is over.")
    return ""


def claim_reward(
    registration: Registration, order: Order, *, by: User, at: datetime, version: int | None = None
) -> RewardClaim:
    """Claim the reward of a won deal. Raises Refused when none was granted, it is claimed, or the time is over."""
    with changing(registration, "claim_reward", by=by, at=at, version=version) as change:
        row = change.registration
        if why_not := cannot_claim(row, at):
            raise Refused(why_not)
        _require_order(row, order, at)
        percent = percent_of(row)
        assert percent is not None
        claim = RewardClaim.objects.create(
            registration=row, order_amount=order.amount, currency=row.currency, order_number=order.number.strip(),
            ordered_on=order.on, percent=percent, amount=reward_of(order.amount, percent, most_of(row)), by=by, at=at,
        )  # fmt: skip
        change.payload = {"claim": claim.pk}
    return claim


def answer_reward(
    registration: Registration,
    *,
    accepted: bool,
    answer: str,
    by: User,
    at: datetime,
    amount: Decimal | None = None,
    version: int | None = None,
) -> RewardClaim:
    """Accept or decline the open claim. `amount` lowers what the policy makes of it, never raises it."""
    if not answer.strip():
        raise Refused(_("Give the answer in words: the partner reads it."))
    with changing(registration, "answer_reward", by=by, at=at, version=version) as change:
        claim = _open_claim(change.registration)
        granted = claim.amount if amount is None else amount
        if accepted and not 0 < granted <= claim.amount:
            raise Refused(
                _("The reward must be above 0 and at most %(amount)s %(currency)s.")
                % {"amount": claim.amount, "currency": claim.currency}
            )
        claim.accepted, claim.answer = accepted, answer.strip()
        claim.granted_amount = granted if accepted else None
        claim.answered_by, claim.answered_at = by, at
        claim.save()
        change.payload = {"claim": claim.pk, "accepted": accepted}
    return claim


def mark_paid(
    registration: Registration,
    *,
    paid_on: date,
    payment_reference: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> RewardClaim:
    """Note the payment of an accepted reward; another person than the one who accepted it."""
    with changing(registration, "mark_reward_paid", by=by, at=at, version=version) as change:
        row = change.registration
        claim = row.reward_claims.filter(accepted=True, paid_on__isnull=True).first()
        if claim is None:
            raise Refused(_("No accepted reward waits for its payment."))
        if claim.answered_by_id == by.pk:
            raise Refused(_("You accepted this reward. Another coordinator marks it as paid."))
        assert claim.answered_at is not None
        if not clocks.local_day(claim.answered_at, row.zone) <= paid_on <= clocks.local_day(at, row.zone):
            raise Refused(_("The day of payment lies between the acceptance and today."))
        claim.paid_on, claim.payment_reference, claim.paid_by = paid_on, payment_reference.strip(), by
        claim.save()
        change.payload = {"claim": claim.pk}
    return claim


def _open_claim(row: Registration) -> RewardClaim:
    claim = row.reward_claims.filter(accepted__isnull=True).first()
    if claim is None:
        raise Refused(_("No claim of a reward waits for an answer."))
    return claim


def _require_order(row: Registration, order: Order, at: datetime) -> None:
    assert row.submitted_at is not None
    if order.amount <= 0:
        raise Refused(_("The amount of the order must be above 0."))
    if not order.number.strip():
        raise Refused(_("Give the number of the order."))
    first, last = clocks.local_day(row.submitted_at, row.zone), clocks.local_day(at, row.zone)
    if not first <= order.on <= last:
        raise Refused(
            _("The day of the order lies between %(first)s, when the deal was registered, and today.")
            % {"first": day_in_words(first)}
        )
