"""The acts that take two: a second person to carry them out, or a second filing of the same deal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deals import merging, price, review
from deals.admin.acts import Act, Seen
from deals.admin.pending import Pending
from deals.forms.decisions import MergeForm, ReasonForm
from deals.models import Proposal, Registration


def _merge(row: Registration, form: Any, seen: Seen) -> object:
    return merging.merge(row, form.cleaned_data["other"], **vars(seen))


def _propose_approval(row: Registration, form: Any, seen: Seen) -> object:
    return review.propose(row, Proposal.Act.APPROVE, **form.cleaned_data, **vars(seen))


def _propose_lead_time(row: Registration, form: Any, seen: Seen) -> object:
    return review.propose(row, Proposal.Act.LEAD_TIME, **form.cleaned_data, **vars(seen))


def _grant_lead_time(row: Registration, _form: Any, seen: Seen) -> object:
    return price.grant_lead_time(row, **vars(seen))


def _no_exception(row: Registration, pending: Pending) -> bool:
    return not row.lead_time_exception and Proposal.Act.LEAD_TIME not in pending.proposals


ACTS = (
    Act(
        "merge",
        "merge",
        _("Join two filings"),
        _("Joined. Both companies see the one that is left."),
        _merge,
        _(
            "The partner and its distributor filed the same deal. This one stays, with the earlier place in line."
        ),
        MergeForm,
        offered=lambda _row, pending: pending.twin,
        told=True,
    ),
    Act(
        "propose-approval",
        "propose",
        _("Propose approval"),
        _("Proposed. Another coordinator approves it."),
        _propose_approval,
        _("For two persons: you propose, another coordinator approves."),
        ReasonForm,
        lambda row, pending: row.status == "submitted" and Proposal.Act.APPROVE not in pending.proposals,
    ),
    Act(
        "propose-lead-time",
        "propose",
        _("Propose a lead-time exception"),
        _("Proposed. Another coordinator grants it."),
        _propose_lead_time,
        _("For two persons: you propose, another coordinator grants."),
        ReasonForm,
        _no_exception,
    ),
    Act(
        "grant-lead-time",
        "grant_lead_time",
        _("Grant the lead-time exception"),
        _("The lead-time exception is granted."),
        _grant_lead_time,
        _("A price can then be applied for before the lead time is over."),
        offered=lambda _row, pending: Proposal.Act.LEAD_TIME in pending.proposals,
        told=True,
    ),
)
