"""The acts of the ledger: noting the use of a benefit, answering the claim of a reward, marking it as paid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deals import benefits, rewards
from deals.admin.acts import Act, Seen
from deals.forms.rewards import AnswerRewardForm, PaidForm, UseForm
from deals.models import Registration
from deals.states import RewardState


def _use(row: Registration, form: Any, seen: Seen) -> object:
    return benefits.record_use(row, **form.cleaned_data, **vars(seen))


def _answer(row: Registration, form: Any, seen: Seen) -> object:
    return rewards.answer_reward(row, **form.cleaned_data, **vars(seen))


def _paid(row: Registration, form: Any, seen: Seen) -> object:
    return rewards.mark_paid(row, **form.cleaned_data, **vars(seen))


ACTS = (
    Act(
        "answer-reward",
        "answer_reward",
        _("Answer the claim of the reward"),
        _("Answered. The partner is told."),
        _answer,
        _("Accepted, it waits for its payment; another coordinator marks it as paid."),
        AnswerRewardForm,
        lambda _row, pending: pending.reward is not None and pending.reward.state == RewardState.CLAIMED,
        style="button-approve",
        first=True,
        told=True,
    ),
    Act(
        "reward-paid",
        "mark_reward_paid",
        _("Mark the reward as paid"),
        _("Noted. The partner is told."),
        _paid,
        _("Another person than the one who accepted it."),
        PaidForm,
        lambda _row, pending: pending.reward is not None and pending.reward.state == RewardState.ACCEPTED,
        style="button-approve",
        first=True,
        told=True,
    ),
    Act(
        "record-use",
        "record_use",
        _("Note the use of a benefit"),
        _("Noted in the ledger."),
        _use,
        _("What was granted stays as it is; the ledger shows what was taken of it."),
        UseForm,
        lambda row, _pending: bool(row.benefits.all()),
    ),
)
