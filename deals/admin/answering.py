"""The acts on a registration that is in force, or has ended."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deals import decisions, extensions, price, review, revocation, updates
from deals.admin.acts import Act, Seen
from deals.admin.pending import Pending
from deals.forms.decisions import (
    AnswerForm,
    EvidenceForm,
    ExtendForm,
    HearingForm,
    LogUpdateForm,
    OutcomeForm,
    PriceForm,
    WordsForm,
)
from deals.models import Proposal, Registration
from deals.updates import Report


def _extend(row: Registration, form: Any, seen: Seen) -> object:
    return extensions.grant_extension(row, **form.cleaned_data, **vars(seen))


def _decline(row: Registration, form: Any, seen: Seen) -> object:
    return extensions.decline_extension(row, **form.cleaned_data, **vars(seen))


def _answer_price(row: Registration, form: Any, seen: Seen) -> object:
    return price.answer_price(row, **form.cleaned_data, **vars(seen))


def _freeze(row: Registration, _form: Any, seen: Seen) -> object:
    return updates.freeze(row, **vars(seen))


def _thaw(row: Registration, _form: Any, seen: Seen) -> object:
    return updates.thaw(row, **vars(seen))


def _log_update(row: Registration, form: Any, seen: Seen) -> object:
    said = form.cleaned_data
    report = Report(**{**said, "stage": said["stage"] or None})
    return updates.log_update(row, report, **vars(seen))


def _reinstate(row: Registration, _form: Any, seen: Seen) -> object:
    return decisions.reinstate(row, **vars(seen))


def _open_hearing(row: Registration, form: Any, seen: Seen) -> object:
    return revocation.open_hearing(row, **form.cleaned_data, **vars(seen))


def _drop_revocation(row: Registration, form: Any, seen: Seen) -> object:
    return revocation.drop_revocation(row, **form.cleaned_data, **vars(seen))


def _propose_revocation(row: Registration, form: Any, seen: Seen) -> object:
    return review.propose(row, Proposal.Act.REVOKE, **form.cleaned_data, **vars(seen))


def _revoke(row: Registration, form: Any, seen: Seen) -> object:
    return decisions.revoke(row, **form.cleaned_data, **vars(seen))


def _hold(row: Registration, _form: Any, seen: Seen) -> object:
    return review.hold(row, on=True, **vars(seen))


def _lift_hold(row: Registration, _form: Any, seen: Seen) -> object:
    return review.hold(row, on=False, **vars(seen))


def _revocation_proposed(_row: Registration, pending: Pending) -> bool:
    return Proposal.Act.REVOKE in pending.proposals


ACTS = (
    Act(
        "extend",
        "grant_extension",
        _("Extend"),
        _("Extended. The partner is told the new date."),
        _extend,
        _("The validity moves by the months of the policy."),
        ExtendForm,
        style="button-approve",
        first=True,
        told=True,
    ),
    Act(
        "decline-extension",
        "decline_extension",
        _("Decline the extension"),
        _("Declined. The partner is told."),
        _decline,
        _("The clocks run on as before."),
        AnswerForm,
        lambda _row, pending: pending.extension is not None,
        first=True,
        told=True,
    ),
    Act(
        "answer-price",
        "answer_price",
        _("Answer the price application"),
        _("Answered. The update clock runs on."),
        _answer_price,
        form=PriceForm,
        offered=lambda _row, pending: pending.price is not None,
        style="button-approve",
        first=True,
        told=True,
    ),
    Act(
        "reinstate",
        "reinstate",
        _("Reinstate"),
        _("In force again. The partner is told."),
        _reinstate,
        _(
            "Possible within the grace, if no rival was accepted meanwhile. An expired one takes one of its extensions."
        ),
        style="button-approve",
        first=True,
        told=True,
    ),
    Act(
        "log-update",
        "log_update",
        _("Log an update"),
        _("Logged."),
        _log_update,
        _("For an update that the partner gave elsewhere. It counts like one of the partner's own."),
        LogUpdateForm,
        first=True,
        told=True,
    ),
    Act(
        "freeze",
        "freeze",
        _("Freeze the update clock"),
        _("The update clock stands still."),
        _freeze,
        _("The update clock stands still for the days of the policy. The validity runs on."),
        offered=lambda _row, pending: pending.freeze is None,
        told=True,
    ),
    Act(
        "thaw",
        "thaw",
        _("End the freeze"),
        _("The update clock runs on."),
        _thaw,
        at_once=True,
        offered=lambda _row, pending: pending.freeze is not None,
    ),
    Act(
        "open-hearing",
        "open_hearing",
        _("Open a hearing"),
        _("The partner is told, and may reply."),
        _open_hearing,
        _(
            "Before a revocation, for false information alone. The partner reads your words at once and may reply "
            "within the working days of the policy. It can be revoked only after that."
        ),
        HearingForm,
        lambda row, _pending: row.hearing_until is None,
        told=True,
    ),
    Act(
        "drop-revocation",
        "drop_revocation",
        _("End without a revocation"),
        _("The hearing is over. The registration stays in force, and the partner is told."),
        _drop_revocation,
        _("The registration stays in force, and a proposal to revoke it falls."),
        OutcomeForm,
        lambda row, _pending: row.hearing_until is not None,
        first=True,
        told=True,
    ),
    Act(
        "propose-revocation",
        "propose",
        _("Propose revocation"),
        _("Proposed. Another coordinator revokes."),
        _propose_revocation,
        _(
            "For false information alone, after the partner was heard. You propose, another coordinator revokes."
        ),
        EvidenceForm,
        lambda row, pending: row.heard and not _revocation_proposed(row, pending),
        first=True,
    ),
    Act(
        "revoke",
        "revoke",
        _("Revoke"),
        _("Revoked. The partner is told."),
        _revoke,
        _("The registration ends for false information, as another coordinator proposed."),
        WordsForm,
        _revocation_proposed,
        style="button-reject",
        first=True,
        told=True,
    ),
    Act(
        "hold",
        "hold",
        _("Set a legal hold"),
        _("The legal hold stands."),
        _hold,
        _("While it stands, the names of the decision chain are not erased."),
        offered=lambda row, _pending: not row.legal_hold,
    ),
    Act(
        "lift-hold",
        "hold",
        _("Lift the legal hold"),
        _("The legal hold is lifted."),
        _lift_hold,
        _("The names of the decision chain are erased when their time comes."),
        offered=lambda row, _pending: row.legal_hold,
    ),
)
