from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.facts import DecisionMakerFacts
from validation.findings import Outcome
from validation.rules import complete
from validation.tests.cases import CASE, REGISTRATION, registering

# What an empty form holds, field by field, in the order of the form.
EMPTY: dict[str, Any] = {
    "customer_name": "",
    "customer_country": "",
    "installation_country": "",
    "project_name": "",
    "budget": None,
    "currency": "",
    "products": (),
    "decision_chain": (),
    "implementation_from": None,
    "implementation_until": None,
    "tender_number": "",
    "tender_on": None,
    "attested_true": False,
    "attested_shared": False,
}
GOOD = {field: getattr(REGISTRATION, field) for field in EMPTY}


def problem_fields(**changes: Any) -> list[str]:
    return [problem.field for problem in complete(registering(**changes)).problems]


def test_it_passes_a_registration_with_every_required_fact() -> None:
    finding = complete(CASE)
    assert (finding.outcome, finding.problems) == (Outcome.PASS, ())


@pytest.mark.parametrize("field", EMPTY)
def test_a_missing_fact_fails_with_one_problem_at_its_field(field: str) -> None:
    finding = complete(registering(**{field: EMPTY[field]}))
    assert (finding.outcome, [problem.field for problem in finding.problems]) == (Outcome.FAIL, [field])


def test_it_lists_the_problems_in_the_order_of_the_form() -> None:
    assert problem_fields(**EMPTY) == list(EMPTY)


@pytest.mark.parametrize("field", EMPTY)
def test_every_problem_has_its_own_words_and_a_remedy(field: str) -> None:
    (problem,) = complete(registering(**{field: EMPTY[field]})).problems
    assert str(problem.explanation)
    assert str(problem.remedy) != str(problem.explanation)


@pytest.mark.parametrize("field", ["customer_name", "project_name", "tender_number"])
def test_a_placeholder_is_as_good_as_nothing(field: str) -> None:
    assert problem_fields(**{field: "TBD"}) == [field]


@pytest.mark.parametrize("budget", [Decimal(0), Decimal(-1), Decimal("0.00")])
def test_a_budget_must_be_above_zero(budget: Decimal) -> None:
    assert problem_fields(budget=budget) == ["budget"]


def test_an_implementation_cannot_end_before_it_starts() -> None:
    assert problem_fields(implementation_until=date(2027, 5, 31)) == ["implementation_until"]


def test_an_implementation_may_last_one_day() -> None:
    assert problem_fields(implementation_until=REGISTRATION.implementation_from) == []


def test_a_tender_needs_number_and_date_only_when_it_is_published() -> None:
    assert problem_fields(tender_published=False, tender_number="", tender_on=None) == []


def test_a_plain_number_is_a_tender_number() -> None:
    assert problem_fields(tender_number="7") == []


@pytest.mark.parametrize(
    "change",
    [{"role": "influencer"}, {"has_name": False}, {"has_contact": False}, {"influence": ""}],
)
def test_the_chain_needs_a_decision_maker_with_name_influence_and_contact(change: dict[str, Any]) -> None:
    (decider,) = REGISTRATION.decision_chain
    assert problem_fields(decision_chain=(replace(decider, **change),)) == ["decision_chain"]


def test_other_people_of_the_chain_may_lack_name_and_contact() -> None:
    nameless = DecisionMakerFacts("user", "low", has_name=False, has_contact=False)
    assert problem_fields(decision_chain=(nameless, *REGISTRATION.decision_chain)) == []


def only(fields: set[str]) -> dict[str, Any]:
    return {field: (GOOD if field in fields else EMPTY)[field] for field in EMPTY}


@given(given_facts=st.sets(st.sampled_from(list(EMPTY))), added=st.sampled_from(list(EMPTY)))
def test_adding_a_fact_never_adds_a_problem(given_facts: set[str], added: str) -> None:
    before = problem_fields(**only(given_facts))
    after = problem_fields(**only(given_facts | {added}))
    assert set(after) <= set(before)


@given(
    extra=st.lists(
        st.builds(
            DecisionMakerFacts,
            st.sampled_from(["decision-maker", "influencer", "technical-evaluator", "procurement", "user"]),
            st.sampled_from(["", "low", "medium", "high"]),
            st.booleans(),
            st.booleans(),
        ),
        max_size=3,
    )
)
def test_adding_people_never_spoils_a_complete_chain(extra: list[DecisionMakerFacts]) -> None:
    assert problem_fields(decision_chain=(*extra, *REGISTRATION.decision_chain)) == []
