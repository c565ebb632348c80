import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from validation import rules
from validation.facts import Case, SearchFacts, VerificationFacts
from validation.findings import PARTNER_CODES, VENDOR_CODES, Finding, Outcome
from validation.tests.cases import CASE, candidate, registering, rival, under

EMPTY_HANDED = replace(CASE, search=None, verification=None)
EVERY_KIND_OF_CASE = (
    CASE,
    EMPTY_HANDED,
    registering(region=None, customer_name="", price_application_on=None, products=("storage",)),
    under(CASE, open_most=0, per_day_most=0),
    replace(CASE, search=SearchFacts((candidate(), rival(verdict="same")), 2.0)),
    replace(CASE, search=SearchFacts(failure="timeout")),
)
searches = st.none() | st.builds(
    SearchFacts,
    st.lists(st.sampled_from([candidate(verdict="same"), candidate(), rival(), rival(verdict="same")])).map(
        tuple
    ),
    st.none() | st.floats(0, 100),
    st.sampled_from(["", "timeout"]),
)
verifications = st.none() | st.just(VerificationFacts((("budget", "refuted"),)))


def codes(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(finding.code for finding in findings)


def test_all_criteria_come_in_the_order_of_the_programme_page() -> None:
    order = ("complete", "verified", "lead-time", "pipeline", "single", "scope", "eligible")
    assert codes(rules.check_all(CASE)) == order


def test_a_good_case_passes_them_all() -> None:
    assert all(finding.passed for finding in rules.check_all(CASE))


def test_the_vendors_criteria_are_pending_until_the_vendor_has_looked() -> None:
    pending = {
        finding.code for finding in rules.check_all(EMPTY_HANDED) if finding.outcome is Outcome.PENDING
    }
    assert pending == set(VENDOR_CODES)


def test_the_two_sides_are_those_of_the_findings() -> None:
    assert codes(rules.check_partner_side(CASE)) == PARTNER_CODES
    assert codes(tuple(rule(CASE) for rule in rules.VENDOR_RULES)) == VENDOR_CODES


@given(search=searches, verification=verifications)
def test_what_the_vendor_knows_never_reaches_the_partners_side(
    search: SearchFacts | None, verification: VerificationFacts | None
) -> None:
    told = replace(CASE, search=search, verification=verification, hints=("mail-domain-differs",))
    assert rules.check_partner_side(told) == rules.check_partner_side(EMPTY_HANDED)


def test_every_finding_explains_itself_and_its_evidence_is_plain() -> None:
    for case in EVERY_KIND_OF_CASE:
        for finding in rules.check_all(case):
            assert str(finding.explanation)
            json.dumps(finding.evidence)
            assert all(str(problem.explanation) and str(problem.remedy) for problem in finding.problems)


def test_a_criterion_of_the_partner_fails_only_with_a_remedy() -> None:
    cases: tuple[Case, ...] = EVERY_KIND_OF_CASE
    failed = [f for case in cases for f in rules.check_partner_side(case) if f.outcome is Outcome.FAIL]
    assert failed
    assert all(finding.problems for finding in failed)
