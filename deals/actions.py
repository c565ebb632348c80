"""What a person of the partner can do with a registration now: the table of moves, read for one row and one person.

The table says which verb starts from which state; a guard adds what the row itself already tells, so that a page
offers nothing that the verb would refuse. None of it asks the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deals import clocks, revocation, rewards
from deals.models import Registration
from deals.moves import MOVES
from deals.states import Status
from partners.models import User

Guard = Callable[[Registration, User, datetime], bool]


@dataclass(frozen=True)
class Action:
    """One button: the verb behind it, its page and its words; `pressing` when it is what the partner does next.

    `style` is that of Bootstrap's buttons.
    """

    verb: str
    page: str
    label: Any
    guard: Guard
    style: str = "secondary"
    pressing: bool = False

    def url(self, row: Registration) -> str:
        return reverse(self.page, args=[row.reference])


def _always(_row: Registration, _user: User, _at: datetime) -> bool:
    return True


def _a_draft(row: Registration, user: User, _at: datetime) -> bool:
    return row.status == Status.DRAFT and user.partner_id == row.filing_company_id


def _returned(row: Registration, user: User, _at: datetime) -> bool:
    return row.status == Status.RETURNED and user.partner_id == row.filing_company_id


def _for_beneficiary(row: Registration, user: User, _at: datetime) -> bool:
    theirs = row.distributor_id is not None and user.partner_id == row.partner_id
    return theirs and row.behalf_answered_at is None


def _seen_by_distributor(row: Registration, user: User, _at: datetime) -> bool:
    theirs = row.distributor_id is not None and user.partner_id == row.partner_id
    return theirs and row.hidden_from_distributor_at is None


def _hidden_from_distributor(row: Registration, user: User, _at: datetime) -> bool:
    return row.hidden_from_distributor_at is not None and user.partner_id == row.partner_id


def _after_submission(row: Registration, _user: User, _at: datetime) -> bool:
    """Before, and in an answer, documents are one of the tasks."""
    return row.status in (Status.SUBMITTED, Status.APPROVED)


def _in_grace(row: Registration, _user: User, at: datetime) -> bool:
    return row.grace_until is not None and at <= row.grace_until and row.reinstatement_asked_at is None


def _appeal_open(row: Registration, _user: User, at: datetime) -> bool:
    return row.appeal_until is not None and at <= row.appeal_until


def _in_hearing(row: Registration, _user: User, at: datetime) -> bool:
    return not revocation.cannot_reply(row, at)


def _extension_open(row: Registration, _user: User, at: datetime) -> bool:
    if row.expires_at is None or at > row.expires_at:
        return False
    days = row.pinned_policy.extension_opens_days
    return at >= clocks.extension_window_opens(row.expires_at, days, row.zone)


def _price_open(row: Registration, _user: User, at: datetime) -> bool:
    if row.submitted_at is None:
        return False
    days = row.pinned_policy.lead_time_days
    return row.lead_time_exception or clocks.price_application_open(row.submitted_at, days, row.zone, at)


def _reward_open(row: Registration, _user: User, at: datetime) -> bool:
    # The page that offers it says so with the row; lists leave it to the page.
    open_ = getattr(row, "reward_is_open", False)
    return open_ and clocks.local_day(at, row.zone) <= rewards.claim_until(row)


ACTIONS = (
    Action("edit", "registration-edit", _("Continue"), _a_draft, pressing=True),
    Action("submit", "registration-answer", _("Answer"), _returned, pressing=True),
    Action("ask_reinstatement", "registration-reinstatement", _("Reinstate"), _in_grace, pressing=True),
    Action("appeal", "registration-appeal", _("Appeal"), _appeal_open, pressing=True),
    Action("reply_hearing", "registration-hearing", _("Reply to the hearing"), _in_hearing, pressing=True),
    Action("record_update", "registration-update", _("Update"), _always, pressing=True),
    Action("confirm_behalf", "registration-confirm", _("Confirm"), _for_beneficiary, pressing=True),
    Action("object_behalf", "registration-object", _("Object"), _for_beneficiary),
    Action("ask_extension", "registration-extension", _("Extend"), _extension_open),
    Action("apply_for_price", "registration-price", _("Apply for price"), _price_open),
    Action("claim_reward", "registration-reward", _("Claim the reward"), _reward_open, pressing=True),
    Action("attach", "registration-attach", _("Add a document"), _after_submission),
    Action("win", "registration-close", _("Close as won or lost"), _always),
    Action("hide", "registration-hide", _("Hide from the distributor"), _seen_by_distributor, "link"),
    Action("show", "registration-show", _("Show to the distributor"), _hidden_from_distributor, "link"),
    Action("withdraw", "registration-withdraw", _("Withdraw"), _always, "link"),
)
BY_VERB = {action.verb: action for action in ACTIONS}


def may(action: Action, row: Registration, user: User, at: datetime) -> bool:
    """Whether the table and the row allow it now to this person."""
    ours = user.is_partner and row.concerns(user.partner_id)
    return ours and row.status in MOVES[action.verb].sources and action.guard(row, user, at)


def next_step(row: Registration, user: User, at: datetime) -> Action | None:
    """The one thing to do next, if anything waits for the partner."""
    return next((action for action in ACTIONS if action.pressing and may(action, row, user, at)), None)


def possible(row: Registration, user: User, at: datetime) -> list[Action]:
    """The actions to offer now, the most pressing first."""
    return [action for action in ACTIONS if may(action, row, user, at)]
