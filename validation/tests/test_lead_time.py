from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.findings import Outcome
from validation.rules import lead_time
from validation.tests.cases import TODAY, registering, under


@pytest.mark.parametrize(("days", "outcome"), [(13, "fail"), (14, "fail"), (15, "pass"), (16, "pass")])
def test_fifteen_days_are_enough_and_fourteen_are_not(days: int, outcome: str) -> None:
    assert lead_time(registering(price_application_on=TODAY + timedelta(days=days))).outcome == outcome


def test_a_regional_policy_may_ask_for_more_days() -> None:
    case = under(registering(price_application_on=TODAY + timedelta(days=15)), lead_time_days=20)
    assert lead_time(case).outcome is Outcome.FAIL


def test_the_remedy_names_the_earliest_day() -> None:
    (problem,) = lead_time(registering(price_application_on=TODAY)).problems
    assert problem.remedy.params["earliest_on"] == "2027-03-16"


def test_a_missing_day_fails_at_its_field_and_names_the_earliest() -> None:
    finding = lead_time(registering(price_application_on=None))
    (problem,) = finding.problems
    assert (finding.outcome, problem.field) == (Outcome.FAIL, "price_application_on")
    assert problem.remedy.params["earliest_on"] == "2027-03-16"


def test_an_exception_passes_and_shows_in_the_evidence() -> None:
    finding = lead_time(registering(price_application_on=TODAY, lead_time_exception=True))
    assert (finding.outcome, finding.evidence["exception"]) == (Outcome.PASS, True)


def test_an_exception_does_not_stand_in_for_the_day() -> None:
    assert lead_time(registering(price_application_on=None, lead_time_exception=True)).outcome is Outcome.FAIL


@given(
    registered=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    days=st.integers(min_value=15, max_value=90),
    wait=st.integers(min_value=-30, max_value=120),
)
def test_it_passes_exactly_from_the_earliest_day_on(registered: date, days: int, wait: int) -> None:
    planned = registered + timedelta(days=wait)
    case = under(registering(registered_on=registered, price_application_on=planned), lead_time_days=days)
    assert lead_time(case).passed == (wait >= days)
