"""Programme page, fourth criterion: the vendor has not put the deal into its pipeline before."""

from validation.facts import CandidateFacts, Case, SearchFacts
from validation.findings import Code, Finding, Message, Outcome
from validation.rules import conflicts
from validation.rules.conflicts import Standing
from validation.rules.words import _

_EXPLANATIONS = {
    Outcome.PASS: _("No earlier pipeline record for this opportunity was found."),
    Outcome.REVIEW: _("Pipeline records may be the same opportunity: a coordinator must say."),
    Outcome.FAIL: _("The opportunity was in the pipeline before it was registered."),
}
_OLD = _("The copy of the pipeline is %(hours)s hours old; %(most)s are allowed.")
_OLD_AND_FAILING = _(
    "The copy of the pipeline is %(hours)s hours old; %(most)s are allowed. The pull from Salesforce fails: its page "
    "in the admin says why."
)


def _why_unknown(search: SearchFacts | None, hours_most: int) -> Message | None:
    if search is None:
        return Message(_("The pipeline has not been searched yet."))
    if search.failure:
        return Message(_("The pipeline could not be searched: %(why)s"), {"why": search.failure})
    if search.mirror_age_hours is None:
        return Message(_("The pipeline was never brought in completely."))
    if search.mirror_age_hours > hours_most:
        return Message(
            _OLD_AND_FAILING if search.pull_fails else _OLD,
            {"hours": round(search.mirror_age_hours, 1), "most": hours_most},
        )
    return None


def _near(candidate: CandidateFacts, hours: int) -> bool:
    return candidate.hours_apart is None or abs(candidate.hours_apart) <= hours


def _standing(candidate: CandidateFacts, near: bool) -> Standing:
    if candidate.verdict == "different":
        return Standing.CLEARED
    if not candidate.rank_before and (not near or candidate.verdict == "same"):
        return Standing.LATER
    return Standing.CONFLICT if candidate.verdict == "same" else Standing.OPEN


def pipeline(case: Case) -> Finding:
    """Only a record created before the submission defeats it, when a coordinator says it is the same deal.

    Rulebook, *Who was first*: within the policy's hours either way a second coordinator must decide,
    so `two_persons` stays true whatever the verdict. A search that failed, or an old copy, is never "no
    conflict".
    """
    search, terms = case.search, case.terms
    unknown = _why_unknown(search, terms.pipeline_age_hours)
    if search is None or unknown is not None:
        age = search.mirror_age_hours if search else None
        return Finding(
            Code.PIPELINE,
            Outcome.PENDING,
            unknown or Message(""),
            evidence={
                "failure": search.failure if search else "",
                "mirror_age_hours": age,
                **(search.state() if search else {}),
            },
        )
    found = conflicts.considered(search.candidates, "pipeline")
    near = [candidate for candidate in found if _near(candidate, terms.near_simultaneous_hours)]
    judged = [(candidate, _standing(candidate, candidate in near)) for candidate in found]
    outcome = conflicts.overall(judged)
    return Finding(
        Code.PIPELINE,
        outcome,
        Message(_EXPLANATIONS[outcome]),
        evidence={
            "mirror_age_hours": search.mirror_age_hours,
            "records": conflicts.evidence(judged),
            "near": [candidate.record_id for candidate in near],
            **search.state(),
        },
        two_persons=bool(near),
    )
