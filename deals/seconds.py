"""Two persons: when a second coordinator must act, and how the proposal of the first is settled.

Acts on a row that a verb has locked.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deals.models import Proposal, Registration
from deals.refusals import NeedsSecondPerson
from partners.models import User
from validation.findings import Finding


def require_other_than_appealed(row: Registration, by: User) -> None:
    """An appeal is decided by another coordinator than the one who decided before (*Words to the partner*)."""
    appeal = row.appeals.filter(answered_at__isnull=True).select_related("decision").first()
    if appeal is not None and appeal.decision.by_id == by.pk:
        raise NeedsSecondPerson(_("Another coordinator decides this appeal: the first decision was yours."))


def two_persons_why(row: Registration, findings: Sequence[Finding]) -> str:
    """Why this approval needs two persons, or ""."""
    if any(finding.two_persons for finding in findings):
        return _("A pipeline record was created close to the time of this registration.")
    limit = row.pinned_policy.two_person_budget
    if limit is not None and row.budget is not None and row.budget > limit:
        return _("The budget is above the amount that one person may approve.")
    return ""


def required_for_approval(
    row: Registration, findings: Sequence[Finding], *, by: User, at: datetime
) -> User | None:
    """The first of the two persons, or None where one is enough. Raises NeedsSecondPerson."""
    why = two_persons_why(row, findings)
    if not why:
        row.proposals.filter(act=Proposal.Act.APPROVE, settled_at__isnull=True).update(
            settled_by=by, settled_at=at, carried=True
        )
        return None
    return settle(row, Proposal.Act.APPROVE, by=by, at=at, why=why).by


def settle(row: Registration, act: str, *, by: User, at: datetime, why: str = "") -> Proposal:
    """Carry out another coordinator's open proposal. Raises NeedsSecondPerson without one, or for one's own."""
    proposal = row.proposals.filter(act=act, settled_at__isnull=True).select_related("by").first()
    if proposal is None:
        raise NeedsSecondPerson(
            (_("%s Propose it, so that another coordinator can carry it out.") % why).strip()
        )
    if proposal.by_id == by.pk:
        raise NeedsSecondPerson(_("You proposed this. Another coordinator has to carry it out."))
    proposal.settled_by, proposal.settled_at, proposal.carried = by, at, True
    proposal.save(update_fields=["settled_by", "settled_at", "carried"])
    return proposal
