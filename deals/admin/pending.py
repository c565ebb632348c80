"""What of a registration waits for an answer, read once for a page."""

from dataclasses import dataclass

from deals.models import Appeal, Extension, Pause, PriceApplication, Proposal, Registration
from deals.states import PauseReason
from partners.models import User


@dataclass(frozen=True)
class Pending:
    """Unanswered requests of the partner, proposals of coordinators, and a freeze that runs."""

    extension: Extension | None
    price: PriceApplication | None
    appeal: Appeal | None
    proposals: dict[str, Proposal]
    freeze: Pause | None

    def mine(self, act: str, user: User) -> bool:
        """Whether this person proposed it, so that somebody else has to carry it out."""
        return act in self.proposals and self.proposals[act].by_id == user.pk


def pending(row: Registration) -> Pending:
    proposals = row.proposals.filter(settled_at__isnull=True).select_related("by")
    return Pending(
        extension=row.extensions.filter(answered_at__isnull=True).select_related("asked_by").first(),
        price=row.price_applications.filter(answered_at__isnull=True).select_related("by").first(),
        appeal=row.appeals.filter(answered_at__isnull=True).select_related("decision__by").first(),
        proposals={proposal.act: proposal for proposal in proposals},
        freeze=row.pauses.filter(reason=PauseReason.FREEZE, ended_at__isnull=True).first(),
    )
