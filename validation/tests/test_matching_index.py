from datetime import UTC, date, datetime
from typing import Any

import pytest

from validation.matching import Query, SearchUnavailable, find_candidates, index
from validation.matching.names import read
from validation.matching.pages import PAGE, filed_under, pages
from validation.matching.prepared import pack, unpack_name, unpack_project
from validation.matching.projects import read_project
from validation.matching.rebuild import rebuild
from validation.models import FiledKey, KnownName, KnownOpportunity, KnownReading

AT = datetime(2026, 3, 1, tzinfo=UTC)


def known(record_id: str, customer: str, **facts: Any) -> KnownOpportunity:
    return KnownOpportunity.objects.create(
        source="pipeline",
        record_id=record_id,
        customer_name=customer,
        created_in_source_at=AT,
        synced_at=AT,
        **(
            {"project_name": "Campus WLAN upgrade 2026", "country": "DE", "closes_on": date(2026, 6, 1)}
            | facts
        ),
    )


def found(customer: str) -> list[str]:
    return [each.record_id for each in find_candidates(Query(customer, "Wi-Fi rollout FY26", country="DE"))]


@pytest.mark.parametrize("name", ["Nordwind Logistik GmbH", "中国银行股份有限公司", 'A "B" \\ C', ""])
def test_a_name_comes_back_from_the_index_as_it_was_read(name: str) -> None:
    assert unpack_name(pack(read(name))) == read(name)


@pytest.mark.parametrize("name", ["Campus WLAN phase 2, lot B 2026", "网管平台采购项目 2026", ""])
def test_a_project_comes_back_from_the_index_as_it_was_read(name: str) -> None:
    assert unpack_project(pack(read_project(name))) == read_project(name)


def test_a_page_holds_all_that_is_filed_under_a_key() -> None:
    filed = {key: list(range(key % 7 + 1)) for key in range(-500, 500, 3)} | {600: list(range(3 * PAGE))}
    made = list(pages(sorted(filed.items())))
    read_back = [each for page in made for each in filed_under(sorted(filed), page.keys, page.owners)]
    assert {key: list(owners) for key, owners in read_back} == filed
    assert len(read_back) == len(filed)


@pytest.mark.django_db
def test_a_search_finds_what_a_rebuild_filed_and_what_was_filed_since() -> None:
    known("P1", "Nordwind Logistik GmbH")
    rebuild()
    index.file([known("P2", "Nordwind Logistik AG")])
    assert sorted(found("Nordwind Logistik")) == ["P1", "P2"]


@pytest.mark.django_db
def test_a_rebuild_takes_over_what_was_filed_by_itself() -> None:
    index.file([known("P1", "Nordwind Logistik GmbH")])
    rebuild()
    assert not FiledKey.objects.exists()
    assert found("Nordwind Logistik") == ["P1"]


@pytest.mark.django_db
def test_a_rebuild_keeps_the_numbers_of_names() -> None:
    index.file([known("P1", "Nordwind Logistik GmbH"), known("P2", "Blaues Meer AG")])
    before = dict(KnownName.objects.values_list("spelling", "pk"))
    known("P3", "Alpenglut AG")
    rebuild()
    assert before.items() < dict(KnownName.objects.values_list("spelling", "pk")).items()


@pytest.mark.django_db
def test_a_rebuild_forgets_names_that_nothing_carries_any_more() -> None:
    row = known("P1", "Nordwind Logistik GmbH")
    index.file([row])
    row.delete()
    rebuild()
    assert not KnownName.objects.exists()


@pytest.mark.django_db
def test_a_rebuild_reads_a_row_anew_that_changed_unfiled() -> None:
    index.file([known("P1", "Nordwind Logistik GmbH")])
    KnownOpportunity.objects.update(customer_name="Blaues Meer AG")
    rebuild()
    assert found("Blaues Meer") == ["P1"]


@pytest.mark.django_db
def test_a_name_filed_after_a_rebuild_has_a_number_of_its_own() -> None:
    known("P1", "Nordwind Logistik GmbH")
    rebuild()
    index.file([known("P2", "Blaues Meer AG")])
    assert KnownName.objects.count() == 2


@pytest.mark.django_db
def test_the_same_row_filed_twice_at_once_is_filed_once() -> None:
    row = known("P1", "Nordwind Logistik GmbH")
    index.file([row, row])
    assert KnownReading.objects.count() == 1


@pytest.mark.django_db
def test_an_index_of_another_version_is_never_no_conflict() -> None:
    index.file([known("P1", "Nordwind Logistik GmbH")])
    KnownName.objects.update(reading="[]")
    with pytest.raises(SearchUnavailable, match="rebuild_index"):
        found("Nordwind Logistik")
