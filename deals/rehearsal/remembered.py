"""The facts of a decided case as its decision kept them: counts, reasons, and what the search had found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deals import facts
from deals.models import Registration
from partners.models import Policy
from validation.facts import CandidateFacts, Case, SearchFacts
from validation.findings import Code

DECIDED = ("approve", "reject")
HOUR = 3600


def case(row: Registration, policy: Policy) -> Case:
    """What the rules looked at when the case was decided, under a version of the policy.

    The search is not run again: the world changed since, and the rehearsal asks what the numbers change.
    """
    kept = {check.code: check.evidence for check in row.checks.all() if check.occasion in DECIDED}
    eligible = kept.get(Code.ELIGIBLE, {})
    return facts.case_as_decided(
        row,
        policy,
        open_count=eligible.get("open", 0),
        submitted_today=eligible.get("today", 0),
        refused_for=eligible.get("reasons", ()),
        search=_search(row, kept),
    )


def _search(row: Registration, kept: Mapping[str, Mapping[str, Any]]) -> SearchFacts | None:
    pipeline, single = kept.get(Code.PIPELINE), kept.get(Code.SINGLE)
    if pipeline is None or single is None:
        return None
    found = [*pipeline.get("records", ()), *single.get("records", ())]
    return SearchFacts(
        candidates=tuple(_candidate(row, each) for each in found),
        mirror_age_hours=pipeline.get("mirror_age_hours"),
        failure=pipeline.get("failure", "") or single.get("failure", ""),
    )


def _candidate(row: Registration, said: Mapping[str, Any]) -> CandidateFacts:
    created_at = datetime.fromisoformat(said["created_at"])
    apart = abs((created_at - row.place_at).total_seconds()) / HOUR if row.place_at else None
    return CandidateFacts(
        record_id=said["record"],
        source=said["source"],
        state=said["state"],
        score=said["score"],
        same_opportunity=True,
        reasons=tuple(said["reasons"]),
        created_at=created_at,
        verdict=said["verdict"],
        rank_before=said["first"],
        hours_apart=apart,
    )
