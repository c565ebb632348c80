"""Everything the review page shows of one registration, read in few queries: the journal says what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from deals import acceptance, opportunities, pipeline_copy, sealed
from deals.admin import sheet
from deals.admin.words import HINTS
from deals.models import Benefit, Document, Event, Registration, Verification
from deals.states import Status
from deals.track_record import TrackRecord, track_record
from partners.models import TierTerms
from validation.facts import SearchFacts
from validation.findings import Code, Finding
from validation.rules import check_all

# A list of the case -> the event without which it is empty, and how it is read.
LISTS: dict[str, tuple[str, QuerySet[Any]]] = {
    "verifications": ("verified", Verification.objects.select_related("by")),
    "documents": ("document-added", Document.objects.select_related("uploaded_by")),
    "benefits": ("approved", Benefit.objects.prefetch_related("uses")),
}


NOT_LOOKED = opportunities.Look(SearchFacts(), {}, (), {})


@dataclass(frozen=True)
class Submitted:
    """One submission: its sequence number plain, and sealed as the receipt shows it."""

    at: datetime
    keeps_place: bool
    number: int
    sealed_number: str


@dataclass(frozen=True)
class CaseFile:
    """The row with its lists in memory, what the search found, the findings on it, and the partner's record."""

    row: Registration
    events: Sequence[Event]
    look: opportunities.Look
    findings: Sequence[Finding]
    record: TrackRecord

    @property
    def hints(self) -> Sequence[str]:
        """What the machine noticed on the facts, of those it still knows."""
        found = next((each.evidence for each in self.findings if each.code == Code.VERIFIED), {})
        return [code for code in found.get("hints", ()) if code in HINTS]  # type: ignore[attr-defined]

    @property
    def submissions(self) -> list[Submitted]:
        sent = (event for event in self.events if event.kind == "submitted")
        told = ((event.at, event.payload["keeps_place"], event.payload["submission"]) for event in sent)
        return [Submitted(at, keeps, number, sealed.seal(number)) for at, keeps, number in told]


def case_file(row: Any, at: datetime) -> CaseFile:
    """A case with the coordinator is looked at now, with one search; any other as it stood when it was decided.

    The row is one from `pending.for_case`.
    """
    events = list(row.events.select_related("actor"))
    kinds = {event.kind for event in events}
    told = [Prefetch(n, rows if kind in kinds else rows.none()) for n, (kind, rows) in LISTS.items()]
    prefetch_related_objects([row], "items", "decision_makers", *told)
    record = track_record(row, at)
    if row.status != Status.SUBMITTED:
        return CaseFile(row, events, NOT_LOOKED, sheet.on_record(row), record)
    look = opportunities.look(row, at, pipeline_copy.state_of(row, at))
    case = acceptance.case_with_all(row, at, search=look.facts, record=record, tier_terms=_tier_terms(row))
    return CaseFile(row, events, look, check_all(case), record)


def _tier_terms(row: Any) -> list[TierTerms]:
    """What the pinned policy says of the partner's tier, as it was read along with the row."""
    if row.open_most is None:
        return []
    return [TierTerms(tier=row.partner.tier, open_most=row.open_most, per_day_most=row.per_day_most)]
