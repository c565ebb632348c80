"""What a known opportunity means for a registration, and how the answers on several add up to one finding."""

from collections.abc import Sequence
from enum import StrEnum

from validation.facts import CandidateFacts
from validation.findings import Outcome


class Standing(StrEnum):
    """`conflict`: the same opportunity, and in the way. `open`: a person must say. The rest: no conflict."""

    CONFLICT = "conflict"
    OPEN = "open"
    LATER = "later"
    CLEARED = "cleared"


Judged = Sequence[tuple[CandidateFacts, Standing]]


def considered(candidates: Sequence[CandidateFacts], source: str) -> list[CandidateFacts]:
    """Live records of one source that may be the same opportunity, without the registration's own.

    One that a person called different stays in the list, so that the evidence shows it was looked at.
    """
    return [
        candidate
        for candidate in candidates
        if candidate.source == source
        and candidate.state != "closed"
        and not candidate.ours
        and (candidate.same_opportunity or candidate.verdict)
    ]


def overall(judged: Judged) -> Outcome:
    """The worst standing decides: a conflict fails, an open question needs a person."""
    standings = {standing for _candidate, standing in judged}
    if Standing.CONFLICT in standings:
        return Outcome.FAIL
    return Outcome.REVIEW if Standing.OPEN in standings else Outcome.PASS


def evidence(judged: Judged) -> list[dict[str, object]]:
    """Per record: its id, when it came, its account manager, why it was found, what a person said, what that means."""
    return [
        {
            "record": candidate.record_id,
            "state": candidate.state,
            "source": candidate.source,
            "created_at": candidate.created_at.isoformat(),
            "last_seen_at": candidate.last_seen_at.isoformat() if candidate.last_seen_at else None,
            "score": candidate.score,
            "account_manager": candidate.account_manager,
            "reasons": list(candidate.reasons),
            "verdict": candidate.verdict,
            "first": candidate.rank_before,
            "standing": standing.value,
        }
        for candidate, standing in judged
    ]
