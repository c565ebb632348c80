from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from validation.models import KnownOpportunity, KnownReading, PipelineSync
from validation.pipeline import Report, RowOutcome, import_rows
from validation.pipeline.files import read_file
from validation.tests.pipeline_files import csv_file, csv_of, row

pytestmark = pytest.mark.django_db

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
BAD = {"created_at": "yesterday"}


def bring_in(*rows: dict[str, Any], at: datetime = AT, **how: Any) -> Report:
    return import_rows(enumerate(rows, 2), source="test", at=at, **how)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.created, report.changed, report.unchanged, report.closed, report.refused


def mirror() -> dict[str, str]:
    return dict(KnownOpportunity.objects.values_list("record_id", "state"))


def test_rows_come_into_the_mirror_and_into_the_search() -> None:
    report = bring_in(row(1), row(2))
    known = KnownOpportunity.objects.get(record_id="006A1")
    assert (counts(report), report.written) == ((2, 0, 0, 0, 0), True)
    assert (known.source, known.amount, known.synced_at) == ("pipeline", Decimal(1000), AT)
    assert KnownReading.objects.filter(known=known).exists()


def test_the_same_rows_twice_change_nothing_but_the_time_they_were_seen() -> None:
    bring_in(row(1), row(2))
    before = list(KnownOpportunity.objects.order_by("pk").values())
    assert counts(bring_in(row(1), row(2), at=LATER)) == (0, 0, 2, 0, 0)
    assert list(KnownOpportunity.objects.order_by("pk").values()) == [
        {**known, "synced_at": LATER} for known in before
    ]


def test_a_changed_row_keeps_its_place_and_is_found_under_its_new_name() -> None:
    bring_in(row(1), row(2))
    first = KnownOpportunity.objects.get(record_id="006A1")
    assert counts(bring_in(row(1, customer_name="Østhavn"), row(2), at=LATER)) == (0, 1, 1, 0, 0)
    reading = KnownReading.objects.select_related("known", "name").get(known=first)
    assert (reading.known.customer_name, reading.name.spelling) == ("Østhavn", "Østhavn")


def test_one_refused_row_keeps_everything_out_and_every_problem_is_reported() -> None:
    report = bring_in(row(1), row(2, **BAD), row(3, country="Atlantis", amount="lots"))
    assert (counts(report), report.written, mirror()) == ((1, 0, 0, 0, 2), False, {})
    assert [(problem["line"], problem["column"], problem["value"]) for problem in report.problems] == [
        (3, "created_at", "yesterday"),
        (4, "country", "Atlantis"),
        (4, "amount", "lots"),
    ]
    assert all(problem["remedy"] for problem in report.problems)


def test_a_refused_row_in_a_later_batch_takes_earlier_batches_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.pipeline.mirror.BATCH", 1)
    bring_in(row(1), row(2, **BAD))
    assert mirror() == {}


def test_good_rows_come_in_when_asked_but_the_mirror_is_not_up_to_date() -> None:
    report = bring_in(row(1), row(2, **BAD), good_rows=True)
    assert (report.written, mirror()) == (True, {"006A1": "open"})
    assert PipelineSync.objects.last_complete_at() is None


def test_a_dry_run_reports_and_writes_nothing() -> None:
    bring_in(row(1), row(2))
    report = bring_in(row(1), row(2, state="closed"), row(3), at=LATER, dry_run=True)
    assert (counts(report), report.written) == ((1, 1, 1, 0, 0), False)
    assert mirror() == {"006A1": "open", "006A2": "open"}
    assert PipelineSync.objects.count() == 1


def test_rows_that_a_file_does_not_hold_stay() -> None:
    bring_in(row(1), row(2))
    bring_in(row(1), at=LATER)
    assert mirror() == {"006A1": "open", "006A2": "open"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_complete_file_closes_the_open_rows_it_does_not_hold(dry_run: bool) -> None:
    bring_in(row(1), row(2), row(3, state="closed"))
    assert counts(bring_in(row(1), at=LATER, complete=True, dry_run=dry_run)) == (0, 0, 1, 1, 0)
    assert mirror()["006A2"] == ("open" if dry_run else "closed")


def test_a_complete_file_with_a_refused_row_closes_nothing() -> None:
    bring_in(row(1), row(2))
    report = bring_in(row(1, **BAD), row(3), at=LATER, complete=True, good_rows=True)
    assert (report.closed, mirror()["006A2"]) == (0, "open")


def test_a_complete_file_never_touches_registrations() -> None:
    KnownOpportunity.objects.create(
        source="registration", record_id="DR-1", customer_name="Acme", created_in_source_at=AT, synced_at=AT
    )
    bring_in(row(1), complete=True)
    assert mirror()["DR-1"] == "open"


@pytest.mark.parametrize("complete", [True, False])
def test_an_empty_file_is_refused_and_closes_nothing(complete: bool) -> None:
    bring_in(row(1))
    report = bring_in(at=LATER, complete=complete)
    assert (report.written, report.broken, mirror()) == (False, True, {"006A1": "open"})
    assert PipelineSync.objects.last_complete_at() == AT


def test_the_same_record_twice_in_a_file_is_refused() -> None:
    report = bring_in(row(1), row(1, country="SE"))
    assert (report.refused, report.problems[0]["column"], report.problems[0]["line"]) == (1, "record_id", 3)


def test_a_record_id_may_equal_the_reference_of_a_registration() -> None:
    KnownOpportunity.objects.create(
        source="registration", record_id="006A1", customer_name="Acme", created_in_source_at=AT, synced_at=AT
    )
    assert counts(bring_in(row(1))) == (1, 0, 0, 0, 0)


def test_each_import_is_kept_with_its_counts_and_completion() -> None:
    bring_in(row(1), row(2))
    sync = PipelineSync.objects.get()
    assert (sync.source, sync.rows, sync.created, sync.started_at, sync.completed_at) == (
        "test",
        2,
        2,
        AT,
        AT,
    )


def test_a_refused_import_is_kept_without_completion_and_without_counts_of_what_did_not_happen() -> None:
    bring_in(row(1), row(2, **BAD))
    sync = PipelineSync.objects.get()
    assert (sync.rows, sync.created, sync.refused, sync.completed_at) == (2, 0, 1, None)
    assert sync.problems[0]["column"] == "created_at"


def test_the_kept_problems_are_the_first_ones_and_the_count_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.pipeline.mirror.PROBLEMS_KEPT", 2)
    bring_in(*(row(number, **BAD) for number in range(5)))
    sync = PipelineSync.objects.get()
    assert ([problem["line"] for problem in sync.problems], sync.refused) == ([2, 3], 5)


def test_each_row_is_told_in_the_order_of_the_file() -> None:
    bring_in(row(2))
    told: list[RowOutcome] = []
    bring_in(row(1), row(9, **BAD), row(2), row(2, record_id="006A2 "), at=LATER, tell=told.append)
    assert [(each.line, each.outcome) for each in told] == [
        (2, "created"),
        (3, "refused"),
        (4, "unchanged"),
        (5, "refused"),
    ]


def test_a_row_with_the_cells_of_two_is_refused() -> None:
    file = csv_file("record_id,customer_name,created_at", "1,Acme,2027-01-05,2,Beta,2027-01-05", "3,Gamma")
    report = import_rows(read_file(file, "x.csv"), source="x", at=AT)
    assert [problem["line"] for problem in report.problems] == [2, 3]


def test_letters_in_another_encoding_are_reported_at_their_row() -> None:
    file = csv_of(row(1), row(2))
    file.getbuffer()[file.getvalue().index(b"Customer House 2")] = 0xE9
    report = import_rows(read_file(file, "x.csv"), source="x", at=AT)
    assert [(problem["line"], problem["column"]) for problem in report.problems] == [(3, "customer_name")]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"amount": "5", "currency": ""}, "currency"),
        ({"starts_on": "2027-09-01", "close_date": "2027-08-01"}, "close_date"),
        ({"state": "won"}, "state"),
        ({"customer_name": " "}, "customer_name"),
        ({"record_id": "x" * 65}, "record_id"),
        ({"city": "#REF!"}, "city"),
    ],
)
def test_a_row_that_contradicts_itself_or_lacks_a_fact_is_refused(
    changes: dict[str, Any], column: str
) -> None:
    assert [problem["column"] for problem in bring_in(row(1, **changes)).problems] == [column]


@pytest.mark.parametrize(
    ("stage", "state"),
    [("Closed Won", "closed"), ("closed - lost", "closed"), ("Prospecting", "open"), ("", "open")],
)
def test_a_stage_of_the_source_tells_whether_a_row_is_open(stage: str, state: str) -> None:
    bring_in(row(1, state="", stage=stage))
    assert mirror() == {"006A1": state}


def test_an_amount_in_dollars_needs_no_currency() -> None:
    bring_in(row(1, amount="", currency="", amount_usd="1,500"))
    known = KnownOpportunity.objects.get()
    assert (known.amount, known.currency) == (Decimal(1500), "USD")


@pytest.mark.django_db(transaction=True)
def test_many_rows_rebuild_the_search_index() -> None:
    bring_in(row(0))
    bring_in(*(row(number) for number in range(300)), at=LATER)
    assert KnownReading.objects.count() == 300
