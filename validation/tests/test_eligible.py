from dataclasses import replace
from typing import Any

import pytest

from validation.findings import Outcome
from validation.rules import eligible
from validation.tests.cases import CASE, by_partner, under

ON_BEHALF = {"filed_by_distributor": True, "distributor_status": "active", "distributor_serves_partner": True}
DISTRIBUTOR = {"client_facing": False, "distributor": True}


def reasons(**changes: Any) -> object:
    return eligible(by_partner(**changes)).evidence["reasons"]


def test_an_active_client_facing_partner_may_register() -> None:
    assert eligible(CASE).passed


@pytest.mark.parametrize("status", ["applied", "suspended", "refused", "ended", ""])
def test_only_an_active_company_may_register(status: str) -> None:
    assert reasons(status=status) == ["partner-not-active"]


def test_a_distributor_may_register_on_behalf_of_a_partner_it_serves() -> None:
    assert eligible(by_partner(**ON_BEHALF)).passed


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"distributor_status": "suspended"}, "distributor-not-active"),
        ({"distributor_serves_partner": False}, "distributor-does-not-serve"),
    ],
)
def test_a_distributor_must_be_active_and_serve_the_partner(change: dict[str, Any], reason: str) -> None:
    assert reasons(**{**ON_BEHALF, **change}) == [reason]


def test_a_distributor_may_register_for_itself_only_where_the_policy_allows() -> None:
    case = by_partner(**DISTRIBUTOR)
    assert eligible(case).outcome is Outcome.FAIL
    assert eligible(under(case, distributor_for_itself=True)).passed


def test_a_distributor_may_not_register_on_behalf_of_a_distributor() -> None:
    case = under(by_partner(**DISTRIBUTOR, **ON_BEHALF), distributor_for_itself=True)
    assert eligible(case).outcome is Outcome.FAIL


def test_a_tier_that_neither_faces_clients_nor_distributes_may_not_register() -> None:
    assert reasons(client_facing=False) == ["tier-may-not-register"]


@pytest.mark.parametrize(("count", "passes"), [(9, True), (10, False), (11, False)])
def test_open_registrations_are_capped(count: int, passes: bool) -> None:
    assert eligible(by_partner(open_count=count)).passed == passes


@pytest.mark.parametrize(("count", "passes"), [(4, True), (5, False)])
def test_submissions_a_day_are_capped(count: int, passes: bool) -> None:
    assert eligible(by_partner(submitted_today=count)).passed == passes


def test_a_tier_without_caps_may_have_any_number() -> None:
    case = by_partner(open_count=9999, submitted_today=9999)
    assert eligible(under(case, open_most=None, per_day_most=None)).passed


def test_it_reports_every_reason_at_once() -> None:
    partner = replace(
        by_partner(**ON_BEHALF).partner, status="suspended", distributor_status="ended", open_count=10
    )
    finding = eligible(replace(CASE, partner=partner))
    assert finding.evidence["reasons"] == ["partner-not-active", "distributor-not-active", "open-cap"]
    assert len(finding.problems) == 3
