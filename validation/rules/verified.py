"""Programme page, second criterion: the information passes verification and is true and valid."""

from validation.facts import FACT_GROUPS, Case
from validation.findings import Code, Finding, Message, Outcome
from validation.rules.words import _


def verified(case: Case) -> Finding:
    """A coordinator confirmed every group of facts; a refuted one fails. Hints are no verdict."""
    hints = list(case.hints)
    if case.verification is None:
        waiting = Message(_("Your coordinator has not checked the facts yet."))
        return Finding(Code.VERIFIED, Outcome.PENDING, waiting, evidence={"hints": hints})
    verdicts = dict(case.verification.verdicts)
    refuted = [group for group in FACT_GROUPS if verdicts.get(group) == "refuted"]
    unchecked = [group for group in FACT_GROUPS if verdicts.get(group) not in {"confirmed", "refuted"}]
    evidence: dict[str, object] = {"refuted": refuted, "unchecked": unchecked, "hints": hints}
    if refuted:
        explanation = Message(_("Some facts turned out not to be true."))
        return Finding(Code.VERIFIED, Outcome.FAIL, explanation, evidence=evidence)
    if unchecked:
        explanation = Message(_("Some facts still need a coordinator's verdict."))
        return Finding(Code.VERIFIED, Outcome.REVIEW, explanation, evidence=evidence)
    return Finding(Code.VERIFIED, Outcome.PASS, Message(_("All facts were confirmed.")), evidence=evidence)
