"""Programme page, fifth criterion: only one valid registration is accepted for each opportunity."""

from validation.facts import CandidateFacts, Case
from validation.findings import Code, Finding, Message, Outcome
from validation.rules import conflicts
from validation.rules.conflicts import Standing
from validation.rules.words import _

_EXPLANATIONS = {
    Outcome.PASS: _("No other registration stands in the way."),
    Outcome.REVIEW: _("Other registrations may be the same opportunity: a coordinator must say."),
    Outcome.FAIL: _("Another registration for the same opportunity is in force."),
}


def _standing(candidate: CandidateFacts) -> Standing:
    if candidate.verdict == "different":
        return Standing.CLEARED
    if candidate.verdict != "same":
        return Standing.OPEN
    if candidate.state == "open":
        return Standing.CONFLICT
    # Two undecided claims on one deal: the earlier one is decided first, the later one may wait (parked).
    return Standing.OPEN if candidate.rank_before else Standing.LATER


def single(case: Case) -> Finding:
    """No registration in force, and no earlier undecided one, is for the same opportunity.

    A search that failed is never "no conflict".
    """
    search = case.search
    if search is None or search.failure:
        unknown = (
            Message(_("Other registrations could not be searched: %(why)s"), {"why": search.failure})
            if search
            else Message(_("Other registrations have not been searched yet."))
        )
        failure = search.failure if search else ""
        state = search.state() if search else {}
        return Finding(Code.SINGLE, Outcome.PENDING, unknown, evidence={"failure": failure, **state})
    judged = [(each, _standing(each)) for each in conflicts.considered(search.candidates, "registration")]
    outcome = conflicts.overall(judged)
    explanation = Message(_EXPLANATIONS[outcome])
    if outcome is Outcome.REVIEW and all(
        c.verdict == "same" for c, standing in judged if standing is Standing.OPEN
    ):
        explanation = Message(_("An earlier registration for the same opportunity must be decided first."))
    return Finding(
        Code.SINGLE, outcome, explanation, evidence={"records": conflicts.evidence(judged), **search.state()}
    )
