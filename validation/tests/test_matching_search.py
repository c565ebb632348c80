from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection
from pytest_django import DjangoAssertNumQueries

from validation.matching import Candidate, Query, SearchUnavailable, find_candidates, index, search
from validation.matching.coefficients import DECIDED_AT
from validation.matching.projects import read_project
from validation.matching.rebuild import rebuild
from validation.models import KnownName, KnownOpportunity, KnownReading

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)


def known(
    record_id: str, customer: str, project: str = "Campus WLAN upgrade 2026", **facts: Any
) -> KnownOpportunity:
    row = KnownOpportunity.objects.create(
        source="pipeline",
        record_id=record_id,
        customer_name=customer,
        project_name=project,
        created_in_source_at=AT,
        synced_at=AT,
        **({"country": "DE", "closes_on": date(2026, 6, 1), "amount": Decimal(100_000)} | facts),
    )
    index.file([row])
    return row


def found(customer: str, project: str = "Wi-Fi rollout FY26", **facts: Any) -> list[Candidate]:
    return find_candidates(Query(customer_name=customer, project_name=project, **({"country": "DE"} | facts)))


def first(customer: str, project: str = "Wi-Fi rollout FY26", **facts: Any) -> Candidate:
    return found(customer, project, **facts)[0]


def test_it_finds_the_same_opportunity_under_another_legal_form_and_wording() -> None:
    known("P1", "Nordwind Logistik GmbH")
    assert (first("NORDWIND LOGISTIK AG").record_id, first("NORDWIND LOGISTIK AG").same_opportunity) == (
        "P1",
        True,
    )


def test_it_does_not_call_another_phase_the_same_opportunity() -> None:
    known("P1", "Nordwind Logistik GmbH", "Campus WLAN upgrade phase 1")
    candidate = first("Nordwind Logistik GmbH", "Campus WLAN upgrade phase 2")
    assert (candidate.same_customer, candidate.same_opportunity) == (True, False)


def test_it_does_not_call_another_solution_the_same_opportunity() -> None:
    known("P1", "Nordwind Logistik GmbH", "Modular UPS 2026")
    assert not first("Nordwind Logistik GmbH").same_opportunity


def test_it_finds_a_customer_by_tax_number_under_an_unrelated_name() -> None:
    known("P1", "Nordwind Logistik GmbH", tax_number="DE 136 695 976")
    assert "same tax number" in first("Blaues Meer", tax_number="de136695976").reasons


def test_it_finds_a_customer_by_web_domain_under_an_unrelated_name() -> None:
    known("P1", "Nordwind Logistik GmbH", domain="www.nordwind.example")
    assert "same web domain" in first("Blaues Meer", domain="nordwind.example").reasons


def test_it_finds_a_customer_whose_web_domain_spells_the_name() -> None:
    known("P1", "Polar Nine Ltd", domain="blauesmeer.example")
    assert "web domain spells the name" in first("Blaues Meer").reasons


def test_it_never_matches_on_a_free_mail_domain() -> None:
    known("P1", "Nordwind Logistik GmbH", "Modular UPS", domain="gmail.com", country="FR")
    assert found("Blaues Meer", domain="gmail.com") == []


def test_it_never_matches_on_empty_facts() -> None:
    known("P1", "", "", country="", closes_on=None, amount=None)
    assert found("", "", country="") == []


def test_it_reaches_a_customers_other_names_through_a_shared_domain() -> None:
    known("P1", "Fisheries and Oceans", "Modular UPS", domain="ocean.example", country="CA")
    known("P2", "MPO", domain="ocean.example", country="CA")
    assert first("Fisheries and Oceans", country="CA").record_id == "P2"


def test_it_finds_the_same_project_in_the_same_place_under_an_unrelated_name() -> None:
    known("P1", "Nordwind Logistik GmbH", "Campus WLAN upgrade phase 2 2026", city="Kiel")
    candidate = first("Blaues Meer", "Wi-Fi rollout phase II FY26", city="Kiel")
    assert (candidate.record_id, candidate.same_customer) == ("P1", False)


def test_of_many_projects_alike_it_finds_the_one_of_the_same_size_under_an_unrelated_name() -> None:
    for number in range(20):
        known(f"P{number}", f"{chr(65 + number) * 4} Holding", amount=Decimal(9_000_000))
    known("Q", "Nordwind Logistik GmbH", amount=Decimal(110_000))
    assert first("Blaues Meer", budget=Decimal(100_000)).record_id == "Q"


def test_it_leaves_out_closed_and_excluded_rows() -> None:
    known("P1", "Nordwind Logistik GmbH", state="closed")
    known("P2", "Nordwind Logistik GmbH")
    query = Query("Nordwind Logistik", "Wi-Fi", country="DE", exclude_record_ids=frozenset({"P2"}))
    assert find_candidates(query) == []


def test_it_says_why_a_candidate_is_one() -> None:
    known("P1", "Nordwind Logistik GmbH")
    assert first("Nordwind Logistik AG").reasons == (
        "name equal after legal form",
        "project: same solution, same year",
    )


def test_it_says_what_speaks_against_a_candidate() -> None:
    known("P1", "Nordwind Logistik GmbH", "Campus WLAN upgrade phase 1", city="Kiel")
    assert first("Nordwind Logistik AG", "Wi-Fi phase 2, 2026", city="Kiel").reasons == (
        "name equal after legal form",
        "same city",
        "project: same solution, other phase, overlapping dates",
    )


def test_it_says_that_a_name_reads_the_same_in_another_script() -> None:
    known("P1", "重庆银行", country="CN")
    assert "name reads the same in another script" in first("Chongqing Bank", country="CN").reasons


def test_it_ranks_a_project_whose_wording_it_does_not_know_by_its_words() -> None:
    known("P1", "Nordwind Logistik GmbH", "Quantum key exchange, phase 1")
    known("P2", "Nordwind Logistik GmbH", "Tidal turbine blades")
    assert first("Nordwind Logistik", "Tender: quantum-key exchange").record_id == "P1"


def test_the_same_solution_in_the_same_city_for_as_much_is_not_enough_for_plainly_another_customer() -> None:
    known("P1", "Nordwind Logistik GmbH", "Campus WLAN phase 2 lot 3 2026", city="Kiel")
    [candidate] = found("Blaues Meer", "Campus WLAN phase 2 lot 3 2026", budget=Decimal(100_000), city="Kiel")
    assert (candidate.score > DECIDED_AT, candidate.same_opportunity) == (True, False)


@pytest.mark.parametrize("mark", ["phase 2 2026", "lot 2 phase 1 2026", "phase 1 2029"])
def test_another_phase_site_or_year_is_another_project_however_sure_the_rest(mark: str) -> None:
    facts: dict[str, Any] = {"domain": "nordwind.example", "tax_number": "DE136695976", "city": "Kiel"}
    known("P1", "Nordwind Logistik GmbH", "Campus WLAN upgrade lot 1 phase 1 2026", **facts)
    project = "Campus WLAN upgrade " + (mark if "lot" in mark else f"lot 1 {mark}")
    candidate = first("Nordwind Logistik GmbH", project, budget=Decimal(100_000), **facts)
    assert (candidate.score > DECIDED_AT, candidate.same_opportunity) == (True, False)


def test_the_same_words_in_the_same_city_are_not_enough_where_no_solution_is_read() -> None:
    assert not read_project("Renewal of turbines").solutions
    facts: dict[str, Any] = {"city": "Kiel"}
    known("P1", "Nordwind Logistik GmbH", "Renewal of turbines", product_lines=["Storage"], **facts)
    assert not any(
        each.same_opportunity
        for each in found(
            "Blaues Meer", "Renewal of turbines", product_lines=("Storage",), budget=Decimal(100_000), **facts
        )
    )


def test_a_failing_database_is_never_no_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("validation.matching.search.look_up", fail)
    with pytest.raises(SearchUnavailable):
        found("Nordwind")


def test_an_index_that_was_never_built_is_never_no_conflict() -> None:
    known("P1", "Nordwind Logistik GmbH")
    KnownReading.objects.all().delete()
    with pytest.raises(SearchUnavailable):
        found("Blaues Meer")


def test_filing_a_changed_row_replaces_what_was_read_before() -> None:
    row = known("P1", "Nordwind Logistik GmbH")
    row.customer_name = "Blaues Meer AG"
    row.save()
    index.file([row])
    assert [candidate.record_id for candidate in found("Blaues Meer")] == ["P1"]


def test_the_original_spelling_is_kept() -> None:
    known("P1", "ŻÓŁĆ Sp. z o.o.")
    assert KnownName.objects.get().spelling == "ŻÓŁĆ Sp. z o.o."


def test_a_rebuild_answers_as_the_rows_filed_one_by_one_did() -> None:
    known("P1", "Nordwind Logistik GmbH", customer_alias="NWL")
    known("P2", "NWL", "WLAN 2026")
    known("P3", "重庆银行", country="CN")
    asked = ("Nordwind Logistik", "NWL", "Chongqing Bank")
    before = [found(name) for name in asked]
    rebuild()
    assert [found(name) for name in asked] == before


def test_a_search_takes_few_round_trips(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    known("P1", "Nordwind Logistik GmbH")
    with django_assert_max_num_queries(5, connection=connection):
        found("Nordwind Logistik", domain="nordwind.example", tax_number="DE136695976")


ASKED = [
    Query(customer_name="Nordwind Logistik AG", project_name="Wi-Fi rollout FY26", country="DE"),
    Query(
        customer_name="Südstern Klinikum",
        project_name="Backup renewal",
        country="DE",
        domain="suedstern.example",
    ),
    Query(customer_name="Nobody at all", country="FR"),
]


def three_customers() -> None:
    known("P1", "Nordwind Logistik GmbH")
    known("P2", "Suedstern Klinikum gGmbH", "Backup for the hospital", domain="suedstern.example")
    known("P3", "Nordwind Logistik GmbH", "Data centre network renewal")


def test_several_queries_at_once_are_answered_as_one_by_one() -> None:
    three_customers()
    together = search.find_candidates(ASKED)
    assert together == [search.find_candidates([query])[0] for query in ASKED]
    assert [bool(answer) for answer in together] == [True, True, False]


def test_several_queries_cost_as_many_questions_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    three_customers()
    with django_assert_max_num_queries(4):
        search.find_candidates(ASKED)
