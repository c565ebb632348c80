from datetime import timedelta
from decimal import Decimal

import pytest

from validation.matching import Query, find_candidates
from validation.models import KnownOpportunity, KnownReading, PipelineSync, SalesforceFeed
from validation.pipeline.salesforce.pull import Outcome
from validation.pipeline.salesforce.trouble import Trouble
from validation.tests.salesforce_org import key_of
from validation.tests.salesforce_pulls import AT, Salesforce, feed, run

pytestmark = pytest.mark.django_db


def mirror() -> dict[str, str]:
    """Short record number -> state."""
    rows = KnownOpportunity.objects.pipeline().values_list("record_id", "state")
    return {str(int(record_id[4:])): state for record_id, state in rows}


def found(customer: str) -> list[str]:
    query = Query(customer_name=customer, project_name="Core upgrade", country="DK")
    return [candidate.record_id for candidate in find_candidates(query, limit=10)]


def rows_but_for_the_time_seen() -> list[dict[str, object]]:
    names = [field.attname for field in KnownOpportunity._meta.fields if field.attname != "synced_at"]
    return [dict(zip(names, row, strict=True)) for row in KnownOpportunity.objects.values_list(*names)]


@pytest.fixture
def loaded(salesforce: Salesforce) -> Salesforce:
    """Five opportunities, loaded whole an hour later; another hour has passed."""
    for number in range(1, 6):
        salesforce.org.put(number)
    salesforce.pass_time(hours=1)
    assert salesforce.pull() == Outcome.DONE
    salesforce.pass_time(hours=1)
    return salesforce


def test_the_first_pull_loads_everything_and_the_search_finds_it(loaded: Salesforce) -> None:
    assert mirror() == dict.fromkeys("12345", "open")
    assert found("Customer House 3")[0] == key_of(3)
    known = KnownOpportunity.objects.get(record_id=key_of(3))
    assert (known.project_name, known.country, known.city) == ("Core upgrade 3", "DK", "Aarhus")
    assert (known.amount, known.currency) == (Decimal(1000), "EUR")
    assert known.created_in_source_at == AT
    assert PipelineSync.objects.last_complete_at() == AT + timedelta(hours=1)


def test_a_whole_load_is_read_page_by_page_from_a_bulk_job(loaded: Salesforce) -> None:
    assert loaded.org.count("POST /services/data/v62.0/jobs/query") == 1
    assert loaded.org.count("/results") == 3
    assert loaded.org.count("locator=4") == 1


def test_an_impatient_pull_leaves_a_job_on_its_way_to_the_next_one(salesforce: Salesforce) -> None:
    salesforce.org.put(1)
    salesforce.org.looks_until_ready = 1
    assert [salesforce.pull(patient=False) for _ in range(3)] == [
        Outcome.UNFINISHED, Outcome.UNFINISHED, Outcome.DONE,
    ]  # fmt: skip
    assert salesforce.org.count("POST /services/data/v62.0/jobs/query") == 1
    assert salesforce.pauses == []


def test_a_patient_pull_waits_for_the_job(salesforce: Salesforce) -> None:
    salesforce.org.put(1)
    salesforce.org.looks_until_ready = 2
    assert salesforce.pull() == Outcome.DONE
    assert salesforce.pauses == [5, 5]


def test_a_pull_brings_what_was_created_and_changed_since(loaded: Salesforce) -> None:
    loaded.org.put(2, Account__Name="Harbour Authority")
    loaded.org.put(6)
    assert loaded.pull() == Outcome.DONE
    assert found("Harbour Authority")[0] == key_of(2)
    assert found("Customer House 6")[0] == key_of(6)
    assert (run().rows, run().created, run().changed) == (2, 1, 1)


def test_a_pull_follows_every_page_of_the_changes(loaded: Salesforce) -> None:
    for number in range(6, 11):
        loaded.org.put(number)
    loaded.pull()
    assert len(mirror()) == 10
    assert loaded.org.count("/query/01g") == 2


def test_a_pull_asks_again_for_the_last_minutes_before_its_watermark(loaded: Salesforce) -> None:
    loaded.pull()
    read_until = loaded.org.now
    # A change whose transaction ends only after the pull bears the instant at which it was saved.
    loaded.org.now = read_until - timedelta(minutes=14)
    loaded.org.put(7)
    loaded.org.now = read_until + timedelta(minutes=5)
    loaded.pull()
    assert "7" in mirror()


def test_the_same_pull_twice_changes_nothing(loaded: Salesforce) -> None:
    loaded.org.put(2, Amount=5.5)
    loaded.pull()
    before = rows_but_for_the_time_seen()
    readings = list(KnownReading.objects.order_by("pk").values())
    loaded.pull()
    assert (run().rows, run().created, run().changed, run().unchanged) == (1, 0, 0, 1)
    assert rows_but_for_the_time_seen() == before
    assert list(KnownReading.objects.order_by("pk").values()) == readings


def test_a_deletion_takes_the_record_out_of_the_search(loaded: Salesforce) -> None:
    loaded.org.delete(3)
    loaded.pull()
    assert mirror()["3"] == "closed"
    assert key_of(3) not in found("Customer House 3")


def test_a_deletion_is_seen_though_the_recycle_bin_was_emptied(loaded: Salesforce) -> None:
    loaded.org.delete(3, from_bin=True)
    loaded.pass_time(minutes=1)
    loaded.pull()
    assert mirror()["3"] == "closed"
    assert run().closed == 1


def test_a_record_taken_back_from_the_bin_is_found_again(loaded: Salesforce) -> None:
    loaded.org.delete(3)
    loaded.pull()
    loaded.pass_time(hours=1)
    loaded.org.put(3, IsDeleted=False)
    loaded.pull()
    assert key_of(3) in found("Customer House 3")


def test_a_closed_opportunity_is_closed_here(loaded: Salesforce) -> None:
    loaded.org.put(4, IsClosed=True)
    loaded.pull()
    assert mirror()["4"] == "closed"


def test_a_whole_load_closes_what_is_no_longer_there(loaded: Salesforce) -> None:
    del loaded.org.records[key_of(5)]
    SalesforceFeed.objects.update(whole_asked=True)
    loaded.pull()
    assert mirror()["5"] == "closed"
    assert loaded.org.count("POST /services/data/v62.0/jobs/query") == 2


def test_a_whole_load_of_nothing_is_taken_for_a_lost_right(loaded: Salesforce) -> None:
    loaded.org.records.clear()
    SalesforceFeed.objects.update(whole_asked=True)
    with pytest.raises(Trouble, match="would close 5 of 5 open records"):
        loaded.pull()
    assert set(mirror().values()) == {"open"}
    SalesforceFeed.objects.update(closing_confirmed=True)
    assert loaded.pull() == Outcome.DONE
    assert set(mirror().values()) == {"closed"}
    assert not feed().closing_confirmed


def test_everything_is_read_again_once_deletions_may_be_forgotten(loaded: Salesforce) -> None:
    loaded.pass_time(days=15)
    loaded.pull()
    assert loaded.org.count("POST /services/data/v62.0/jobs/query") == 2


def test_everything_is_read_again_when_the_bin_forgot_what_was_not_pulled(loaded: Salesforce) -> None:
    loaded.org.remembers = loaded.org.now
    with pytest.raises(Trouble, match="no longer knows every deletion"):
        loaded.pull()
    loaded.org.remembers -= timedelta(days=15)
    loaded.pull()
    assert loaded.org.count("POST /services/data/v62.0/jobs/query") == 2


def test_two_pulls_at_once_are_one(loaded: Salesforce) -> None:
    answers: list[Outcome] = []

    def meanwhile() -> bool:
        answers.append(loaded.pull())
        return False

    loaded.pull(enough=meanwhile)
    assert set(answers) == {Outcome.BUSY}


def test_a_pull_that_was_thought_dead_writes_nothing_more(loaded: Salesforce) -> None:
    loaded.org.put(6)

    def overtaken() -> bool:
        SalesforceFeed.objects.update(lease="somebody else")
        return False

    assert loaded.pull(enough=overtaken) == Outcome.BUSY
    assert "6" not in mirror()
    assert feed().lease == "somebody else"


def test_the_turn_of_a_pull_that_died_is_free_after_five_minutes(loaded: Salesforce) -> None:
    SalesforceFeed.objects.update(lease="dead", leased_until=loaded.org.now + timedelta(minutes=5))
    assert loaded.pull() == Outcome.BUSY
    loaded.pass_time(minutes=5)
    assert loaded.pull() == Outcome.DONE
