"""Malformed pages and breaks leave what was good, and the next pull goes on behind it."""

from datetime import timedelta
from typing import Any

import pytest

from validation.models import PipelineSync
from validation.pipeline.salesforce.connection import ATTEMPTS
from validation.pipeline.salesforce.pull import Outcome
from validation.pipeline.salesforce.trouble import Trouble
from validation.tests.salesforce_org import key_of
from validation.tests.salesforce_pulls import Salesforce, feed, mirrored, run

pytestmark = pytest.mark.django_db

QUERY, MORE, RESULTS = "/queryAll", "/query/01g", "/results"


MALFORMED: list[Any] = [
    "<html>maintenance</html>",
    [],
    {"records": {}, "done": True},
    {"records": []},
    {"records": [], "done": False},
    {"records": [], "done": False, "nextRecordsUrl": "@elsewhere.example/services/data/v62.0/query/1"},
    {"records": [None], "done": True},
    {"records": [{"Id": "006A00000000000009"}], "done": True},
    {"records": [{"Id": "'; DROP"}], "done": True},
]


@pytest.mark.parametrize("body", MALFORMED, ids=[str(number) for number in range(len(MALFORMED))])
def test_a_malformed_page_stops_the_pull_and_leaves_what_was_good(body: Any, behind: Salesforce) -> None:
    behind.org.trouble(MORE, 200, body)
    with pytest.raises(
        Trouble, match=r"A page from Salesforce cannot be read: .* What came before it is kept"
    ):
        behind.pull()
    assert mirrored() == [1, 2, 3]
    assert (run().rows, run().completed_at, feed().failures) == (2, None, 1)


@pytest.mark.parametrize("name", ["SystemModstamp", "CreatedDate", "IsDeleted", "IsClosed"])
def test_a_record_without_what_every_record_has_is_malformed(name: str, behind: Salesforce) -> None:
    behind.org.records[key_of(4)][name] = "soon"
    if name == "SystemModstamp":
        behind.org.trouble(QUERY, 200, {"records": [behind.org.records[key_of(4)]], "done": True})
    with pytest.raises(Trouble, match="cannot be read"):
        behind.pull()
    assert 4 not in mirrored()


def test_a_broken_pull_goes_on_behind_the_last_page_without_loss_or_doubling(behind: Salesforce) -> None:
    behind.org.trouble(MORE, 0, times=ATTEMPTS)
    with pytest.raises(Trouble, match="cannot be reached: ConnectionError"):
        behind.pull()
    assert mirrored() == [1, 2, 3]
    behind.pass_time(minutes=1)
    assert behind.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5, 6]
    assert (run().rows, run().created, run().unchanged) == (5, 5, 0)
    assert behind.org.count(QUERY) == 1


def test_a_pull_killed_between_answer_and_page_reads_that_page_again(
    behind: Salesforce, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:

        def killed(*args: Any, **kwargs: Any) -> None:
            raise KeyboardInterrupt

        patched.setattr("validation.pipeline.salesforce.pull.note", killed)
        with pytest.raises(KeyboardInterrupt):
            behind.pull()
    assert (mirrored(), feed().place) == ([1], "")
    assert behind.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5, 6]


def test_watermark_and_page_are_written_together(behind: Salesforce) -> None:
    before = feed().watermark
    behind.org.trouble(QUERY, 200, "")
    with pytest.raises(Trouble):
        behind.pull()
    assert feed().watermark == before
    behind.org.trouble(MORE, 200, "")
    with pytest.raises(Trouble):
        behind.pull()
    assert (feed().watermark, mirrored()) == (behind.org.now - timedelta(minutes=1), [1, 2, 3])


def test_a_place_that_salesforce_forgot_is_read_again_from_the_watermark(behind: Salesforce) -> None:
    behind.org.refuse(MORE, 400, "INVALID_QUERY_LOCATOR")
    with pytest.raises(Trouble):
        behind.pull()
    behind.pass_time(minutes=1)
    assert behind.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5, 6]
    assert (run().rows, run().created, run().unchanged) == (5, 3, 2)


def test_a_page_that_stays_malformed_makes_the_run_begin_anew(behind: Salesforce) -> None:
    for _ in range(3):
        behind.org.trouble(MORE, 200, "")
        with pytest.raises(Trouble):
            behind.pull()
    assert behind.pull() == Outcome.DONE
    assert behind.org.count(QUERY) == 2
    assert mirrored() == [1, 2, 3, 4, 5, 6]


def test_a_broken_whole_load_goes_on_at_its_locator(loading: Salesforce) -> None:
    loading.pull(enough=iter([False] * 3 + [True]).__next__)
    loading.org.expire_tokens()
    loading.pass_time(minutes=1)
    assert mirrored() == [1, 2]
    assert loading.pull() == Outcome.DONE
    assert (mirrored(), run().rows) == ([1, 2, 3, 4, 5], 5)
    assert loading.org.count("POST /services/data/v62.0/jobs/query") == 1


def test_a_job_that_is_gone_is_ordered_anew(loading: Salesforce) -> None:
    loading.pull(enough=iter([False] * 3 + [True]).__next__)
    loading.org.jobs.clear()
    with pytest.raises(Trouble, match="NOT_FOUND"):
        loading.pull()
    loading.pass_time(minutes=1)
    assert loading.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5]


def test_a_job_that_failed_says_why_and_is_ordered_anew(loading: Salesforce) -> None:
    failed = {"id": "750A", "state": "Failed", "createdDate": "2027-03-01T10:00:00.000+0000"}
    loading.org.trouble("/jobs/query", 200, failed | {"errorMessage": "InvalidBatch : no rights"})
    with pytest.raises(Trouble, match="ended as Failed: InvalidBatch : no rights"):
        loading.pull()
    assert loading.pull() == Outcome.DONE


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b"", "2"),
        (b'"Id","Name"\n"006A00000000000001","Core"\n', "1"),
        (b'"Id"\n"\xff"\n', "1"),
        (b'"Id"\n"open', "1"),
    ],
)
def test_a_malformed_page_of_a_whole_load_leaves_what_was_good(
    body: bytes, count: str, loading: Salesforce
) -> None:
    loading.pull(enough=iter([False] * 3 + [True]).__next__)
    loading.org.trouble(RESULTS, 200, body, Sforce_NumberOfRecords=count)
    with pytest.raises(Trouble, match="cannot be read"):
        loading.pull()
    assert (mirrored(), feed().stage) == ([1, 2], "loading")


def test_before_the_load_is_whole_nothing_vouches_for_the_mirror(loading: Salesforce) -> None:
    loading.pull(enough=iter([False] * 3 + [True]).__next__)
    assert PipelineSync.objects.last_complete_at() is None
