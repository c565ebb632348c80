"""What of a registration waits for an answer: told by flags read along with the row, fetched only where one stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    Model,
    OuterRef,
    Prefetch,
    Q,
    prefetch_related_objects,
)

from deals import hearings, merging, pipeline_copy, probing
from deals.models import (
    Appeal,
    Decision,
    Extension,
    Hearing,
    Pause,
    PriceApplication,
    Proposal,
    Registration,
    RewardClaim,
    Suspicion,
)
from deals.querysets import RegistrationQuerySet
from deals.states import PauseReason
from partners.clock import instant
from partners.models import User


@dataclass(frozen=True)
class Pending:
    """Unanswered requests of the partner, proposals of coordinators, and a freeze that runs."""

    extension: Extension | None
    price: PriceApplication | None
    appeal: Appeal | None
    proposals: dict[str, Proposal]
    freeze: Pause | None
    suspicions: tuple[Suspicion, ...] = ()
    twin: bool = False
    reward: RewardClaim | None = None
    hearing: Hearing | None = None

    @property
    def suspicion(self) -> Suspicion | None:
        """The suspicion of probing that nobody has looked at yet."""
        return next((each for each in self.suspicions if each.acknowledged_at is None), None)

    def mine(self, act: str, user: User) -> bool:
        """Whether this person proposed it, so that somebody else has to carry it out."""
        return act in self.proposals and self.proposals[act].by_id == user.pk


def flagged(rows: RegistrationQuerySet) -> RegistrationQuerySet:
    """With a flag for each thing that a line of the queue tells of."""
    return rows.annotate(
        appealed=_open(Appeal, answered_at__isnull=True),
        extension_asked=_open(Extension, answered_at__isnull=True),
        price_asked=_open(PriceApplication, answered_at__isnull=True),
        proposed=_open(Proposal, settled_at__isnull=True),
        suspected=probing.suspected(),
    )


def _open(model: type[Model], **where: object) -> Exists:
    return Exists(model._default_manager.filter(registration=OuterRef("pk"), **where))


def for_case(rows: RegistrationQuerySet) -> RegistrationQuerySet:
    """With all that a page about one case reads of its row: a flag for each thing that waits says what to fetch.

    `read_at` is the instant of the reading, from which the page counts; `open_most` and `per_day_most` are the caps
    of the partner's tier under the pinned policy, None without one.
    """
    of_tier = Q(policy__tier_terms__tier=F("partner__tier"))
    found = flagged(rows.for_pages()).annotate(
        terms=FilteredRelation("policy__tier_terms", condition=of_tier)
    )
    return found.annotate(
        open_most=F("terms__open_most"),
        per_day_most=F("terms__per_day_most"),
        read_at=instant(),
        twin=merging.has_twin(),
        reward_open=Exists(RewardClaim.objects.unsettled().filter(registration=OuterRef("pk"))),
        frozen=_open(Pause, reason=PauseReason.FREEZE, ended_at__isnull=True),
        **pipeline_copy.columns(),
    )


def fresh(row: Registration) -> Registration:
    """The row as it stands now, for a page that says why an act was refused."""
    return for_case(Registration.objects.all()).get(pk=row.pk)


def pending(row: Any) -> Pending:
    """Of a row from `for_case`."""
    proposals: list[Proposal] = []
    if row.proposed:
        # Kept on the row: the history tells of the settled ones too.
        prefetch_related_objects([row], Prefetch("proposals", Proposal.objects.select_related("by")))
        proposals = [each for each in row.proposals.all() if each.settled_at is None]
    appeals: list[Appeal | None] = []
    if row.appealed:
        # Kept on the row too: the history tells of every decision and every appeal.
        prefetch_related_objects(
            [row], Prefetch("decisions", Decision.objects.select_related("by", "appeal"))
        )
        appeals = [each.contested for each in row.decisions.all()]
    extensions, prices, freezes = (
        row.extensions.select_related("asked_by"),
        row.price_applications.select_related("by"),
        row.pauses.filter(reason=PauseReason.FREEZE),
    )
    return Pending(
        extension=extensions.filter(answered_at__isnull=True).first() if row.extension_asked else None,
        price=prices.filter(answered_at__isnull=True).first() if row.price_asked else None,
        appeal=next((each for each in appeals if each and each.answered_at is None), None),
        proposals={proposal.act: proposal for proposal in proposals},
        freeze=freezes.filter(ended_at__isnull=True).first() if row.frozen else None,
        reward=row.reward_claims.unsettled().first() if row.reward_open else None,
        hearing=hearings.current(row),
        twin=row.twin,
        suspicions=tuple(probing.suspicions(row)) if row.suspected else (),
    )
