from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from validation.facts import FACT_GROUPS, VerificationFacts
from validation.findings import Outcome
from validation.rules import verified
from validation.tests.cases import CASE


def outcome(verdicts: dict[str, str]) -> Outcome:
    return verified(replace(CASE, verification=VerificationFacts(tuple(verdicts.items())))).outcome


def test_it_passes_when_every_group_of_facts_is_confirmed() -> None:
    assert verified(CASE).passed


def test_it_is_pending_until_a_coordinator_has_looked() -> None:
    assert verified(replace(CASE, verification=None)).outcome is Outcome.PENDING


@given(st.dictionaries(st.sampled_from(FACT_GROUPS), st.sampled_from(["confirmed", "refuted"])))
def test_one_refuted_group_fails_and_a_missing_one_waits(verdicts: dict[str, str]) -> None:
    if "refuted" in verdicts.values():
        expected = Outcome.FAIL
    else:
        expected = Outcome.PASS if len(verdicts) == len(FACT_GROUPS) else Outcome.REVIEW
    assert outcome(verdicts) == expected


def test_the_newest_verdict_on_a_group_counts() -> None:
    verdicts = (("budget", "refuted"), *((group, "confirmed") for group in FACT_GROUPS))
    assert verified(replace(CASE, verification=VerificationFacts(verdicts))).passed


def test_machine_hints_are_evidence_and_no_verdict() -> None:
    finding = verified(replace(CASE, hints=("mail-domain-differs",)))
    assert (finding.outcome, finding.evidence["hints"]) == (Outcome.PASS, ["mail-domain-differs"])
