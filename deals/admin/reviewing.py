"""The acts on a case that is with the coordinator."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from deals import decisions, probing, review
from deals.admin.acts import Act, Seen
from deals.forms.decisions import (
    ApproveForm,
    FoundForm,
    RejectForm,
    ReturnForm,
    SnoozeForm,
)
from deals.models import Registration, Verification


def _claim(row: Registration, _said: Any, seen: Seen) -> object:
    return review.claim(row, by=seen.by, at=seen.at)


def _release(row: Registration, _said: Any, seen: Seen) -> object:
    return review.release(row, by=seen.by, at=seen.at)


def _snooze(row: Registration, form: Any, seen: Seen) -> object:
    return review.snooze(row, **form.cleaned_data, **vars(seen))


def _wake(row: Registration, _form: Any, seen: Seen) -> object:
    return review.wake(row, **vars(seen))


def _remind(row: Registration, _form: Any, seen: Seen) -> object:
    return review.remind(row, **vars(seen))


def _approve(row: Registration, form: Any, seen: Seen) -> object:
    """With one source for the facts that have no verdict yet: verdicts and approval stand or fall together."""
    words, source = form.cleaned_data["words"], form.cleaned_data.get("source", "")
    said = dict.fromkeys(form.unverified, (Verification.Verdict.CONFIRMED, source)) if source else {}
    with transaction.atomic():
        review.verify_all(row, said, by=seen.by, at=seen.at, version=seen.version)
        version = seen.version + len(said)
        return decisions.approve(
            row, grants=form.grants(), words=words, by=seen.by, at=seen.at, version=version
        )


def _return(row: Registration, form: Any, seen: Seen) -> object:
    return decisions.return_to_partner(row, **form.cleaned_data, **vars(seen))


def _reject(row: Registration, form: Any, seen: Seen) -> object:
    return decisions.reject(row, **form.cleaned_data, **vars(seen))


def _park(row: Registration, _form: Any, seen: Seen) -> object:
    return review.park(row, **vars(seen))


def _unpark(row: Registration, _form: Any, seen: Seen) -> object:
    return review.unpark(row, **vars(seen))


def _acknowledge(row: Registration, form: Any, seen: Seen) -> object:
    return probing.acknowledge(row, **form.cleaned_data, **vars(seen))


ACTS = (
    Act(
        "approve",
        "approve",
        _("Approve"),
        _("Approved. The partner is told."),
        _approve,
        _("Both clocks start to run, and the benefits below are granted."),
        ApproveForm,
        style="button-approve",
        first=True,
        leads_on=True,
        key="a",
        told=True,
    ),
    Act(
        "return",
        "return",
        _("Return"),
        _("Returned. The partner is told what to supplement."),
        _return,
        _("The partner reads the reasons and may change the facts they open. The promise stands still."),
        ReturnForm,
        first=True,
        leads_on=True,
        key="r",
        told=True,
    ),
    Act(
        "reject",
        "reject",
        _("Reject"),
        _("Rejected. The partner is told, with the way to appeal."),
        _reject,
        _("The partner reads the reasons. It may appeal once, to another coordinator."),
        RejectForm,
        style="button-reject",
        first=True,
        leads_on=True,
        key="x",
        told=True,
    ),
    Act(
        "claim",
        "claim",
        _("Claim"),
        _("The case is on your desk. Others see it."),
        _claim,
        at_once=True,
        offered=lambda row, _pending: row.reviewer_id is None,
        key="c",
    ),
    Act(
        "release",
        "release",
        _("Release"),
        _("The case is free for others."),
        _release,
        at_once=True,
        offered=lambda row, _pending: row.reviewer_id is not None,
        key="c",
    ),
    Act(
        "snooze",
        "snooze",
        _("Put off"),
        _("Put off. It comes back to the queue by itself."),
        _snooze,
        _("The case goes to the end of the queue until then. The promised time runs on."),
        SnoozeForm,
        offered=lambda row, _pending: row.snoozed_until is None,
        leads_on=True,
        key="s",
    ),
    Act(
        "wake",
        "wake",
        _("Take up again"),
        _("The case is back in its place in the queue."),
        _wake,
        at_once=True,
        offered=lambda row, _pending: row.snoozed_until is not None,
        key="s",
    ),
    Act(
        "remind",
        "remind",
        _("Remind the partner"),
        _("The partner is reminded."),
        _remind,
        _("The partner gets a letter with its deadline: to answer, or to record an update."),
        told=True,
    ),
    Act(
        "park",
        "park",
        _("Park"),
        _("Parked. It is offered again when the earlier claim ends."),
        _park,
        _("A later claim stays on file. Its partner is not told why it waits."),
        leads_on=True,
        offered=lambda row, _pending: not row.parked,
        key="p",
    ),
    Act(
        "unpark",
        "unpark",
        _("Take back from parking"),
        _("The case is to decide again."),
        _unpark,
        at_once=True,
        offered=lambda row, _pending: row.parked,
    ),
    Act(
        "acknowledge-probing",
        "acknowledge_probing",
        _("Answer the suspicion"),
        _("Recorded. The suspicion is no longer shown in the queue."),
        _acknowledge,
        _(
            "Say what you found about this company. It is never told; only later registrations are counted again."
        ),
        FoundForm,
        lambda _row, pending: pending.suspicion is not None,
    ),
)
