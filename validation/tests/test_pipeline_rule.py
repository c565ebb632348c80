from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.facts import CandidateFacts, SearchFacts
from validation.findings import Outcome
from validation.rules import pipeline, single
from validation.tests.cases import CASE, candidate, found, rival


def outcome(**changes: Any) -> Outcome:
    return pipeline(found(candidate(**changes))).outcome


def test_it_passes_when_nothing_was_found() -> None:
    assert pipeline(CASE).passed


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"verdict": "same"}, Outcome.FAIL),
        ({}, Outcome.REVIEW),
        ({"verdict": "different"}, Outcome.PASS),
        ({"rank_before": False}, Outcome.PASS),
        ({"rank_before": False, "verdict": "same"}, Outcome.PASS),
        ({"same_opportunity": False}, Outcome.PASS),
        ({"same_opportunity": False, "verdict": "same"}, Outcome.FAIL),
        ({"ours": True, "verdict": "same"}, Outcome.PASS),
        ({"state": "closed", "verdict": "same"}, Outcome.PASS),
        ({"source": "registration", "verdict": "same"}, Outcome.PASS),
    ],
)
def test_only_an_earlier_record_that_a_person_calls_the_same_defeats(
    changes: dict[str, Any], expected: Outcome
) -> None:
    assert outcome(**changes) == expected


@pytest.mark.parametrize(
    ("hours", "near"), [(0, True), (47.9, True), (48.0, True), (-48.0, True), (48.1, False)]
)
def test_a_record_within_48_hours_either_way_needs_a_second_person(hours: float, near: bool) -> None:
    finding = pipeline(found(candidate(rank_before=False, hours_apart=hours)))
    assert finding.two_persons == near
    assert finding.outcome == (Outcome.REVIEW if near else Outcome.PASS)


@pytest.mark.parametrize(
    ("verdict", "rank_before", "expected"),
    [
        ("same", True, Outcome.FAIL),
        ("same", False, Outcome.PASS),
        ("different", True, Outcome.PASS),
        ("", True, Outcome.REVIEW),
    ],
)
def test_the_verdict_on_a_near_record_decides_and_two_persons_stay_asked(
    verdict: str, rank_before: bool, expected: Outcome
) -> None:
    finding = pipeline(found(candidate(hours_apart=5.0, verdict=verdict, rank_before=rank_before)))
    assert (finding.outcome, finding.two_persons) == (expected, True)


def test_an_unknown_distance_in_time_counts_as_near() -> None:
    finding = pipeline(found(candidate(rank_before=False, hours_apart=None)))
    assert (finding.outcome, finding.two_persons) == (Outcome.REVIEW, True)


@pytest.mark.parametrize(
    "search",
    [
        None,
        SearchFacts(failure="timeout", mirror_age_hours=1.0),
        SearchFacts(mirror_age_hours=None),
        SearchFacts(mirror_age_hours=24.1),
    ],
)
def test_a_failed_search_or_an_old_copy_is_pending_and_says_why(search: SearchFacts | None) -> None:
    finding = pipeline(replace(CASE, search=search))
    assert finding.outcome is Outcome.PENDING
    assert str(finding.explanation)


def test_a_copy_of_just_the_allowed_age_counts() -> None:
    assert pipeline(replace(CASE, search=SearchFacts(mirror_age_hours=24.0))).passed


def test_the_evidence_keeps_each_record_with_its_time_and_standing() -> None:
    (record,) = cast(
        "list[dict[str, object]]", pipeline(found(candidate(verdict="different"))).evidence["records"]
    )
    assert record["record"] == "P-1"
    assert record["created_at"] == "2027-02-26T09:00:00+00:00"
    assert record["standing"] == "cleared"


candidates = st.lists(
    st.builds(
        CandidateFacts,
        record_id=st.just("R"),
        source=st.sampled_from(["pipeline", "registration"]),
        state=st.sampled_from(["open", "filed", "closed"]),
        score=st.floats(0, 1),
        same_opportunity=st.booleans(),
        reasons=st.just(()),
        created_at=st.just(candidate().created_at),
        verdict=st.sampled_from(["", "same", "different"]),
        ours=st.booleans(),
        rank_before=st.booleans(),
        hours_apart=st.none() | st.floats(0, 100),
    ),
    max_size=4,
).map(tuple)


@given(
    candidates=candidates,
    failure=st.text(min_size=1),
    age=st.none() | st.floats(min_value=0, max_value=100),
)
def test_a_search_that_failed_never_passes(
    candidates: tuple[CandidateFacts, ...], failure: str, age: float | None
) -> None:
    case = replace(CASE, search=SearchFacts(candidates, age, failure))
    assert {pipeline(case).outcome, single(case).outcome} == {Outcome.PENDING}


@given(candidates=candidates, more=candidates)
def test_another_candidate_never_helps(
    candidates: tuple[CandidateFacts, ...], more: tuple[CandidateFacts, ...]
) -> None:
    order = [Outcome.PASS, Outcome.REVIEW, Outcome.FAIL]
    for rule in (pipeline, single):
        assert order.index(rule(found(*candidates, *more)).outcome) >= order.index(
            rule(found(*candidates)).outcome
        )


def test_a_registration_and_a_pipeline_record_are_two_criteria() -> None:
    case = found(candidate(verdict="same"), rival(same_opportunity=False))
    assert (pipeline(case).outcome, single(case).outcome) == (Outcome.FAIL, Outcome.PASS)
