from typing import Any

import pytest

from validation.models import PipelineSync
from validation.pipeline import import_rows
from validation.pipeline.files import read_file
from validation.tests.brought_in import AT, BAD, LATER, bring_in, counts, mirror
from validation.tests.pipeline_files import csv_file, csv_of, row

pytestmark = pytest.mark.django_db


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


def test_a_dry_run_reports_and_writes_nothing() -> None:
    bring_in(row(1), row(2))
    report = bring_in(row(1), row(2, state="closed"), row(3), at=LATER, dry_run=True)
    assert (counts(report), report.written) == ((1, 1, 1, 0, 0), False)
    assert mirror() == {"006A1": "open", "006A2": "open"}
    assert PipelineSync.objects.count() == 1


def test_the_same_record_twice_in_a_file_is_refused() -> None:
    report = bring_in(row(1), row(1, country="SE"))
    assert (report.refused, report.problems[0]["column"], report.problems[0]["line"]) == (1, "record_id", 3)


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
