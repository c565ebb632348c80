import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from validation.models import KnownOpportunity
from validation.tests.pipeline_files import HEADINGS, csv_of, row, xlsx_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "pipeline.csv"
    path.write_bytes(csv_of(row(1, created_at="2025-01-05"), row(2, created_at="2025-01-06")).getvalue())
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_bytes(
        csv_of(row(1, created_at="2025-01-05"), row(2, created_at="2025-01-05", country="=1+1")).getvalue()
    )
    return path


def run(path: Path, *options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_pipeline", path, *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_brings_a_csv_file_in_and_sums_up(good: Path) -> None:
    assert "2 rows: 2 created, 0 changed, 0 unchanged, 0 closed, 0 refused." in run(good)[0]
    assert "2 rows: 0 created, 0 changed, 2 unchanged, 0 closed, 0 refused." in run(good)[0]


def test_it_brings_an_xlsx_file_in(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.xlsx"
    cells = row(1, created_at="2025-01-05", amount=1000)
    path.write_bytes(xlsx_file(HEADINGS, [cells[heading] for heading in HEADINGS]).getvalue())
    run(path)
    assert KnownOpportunity.objects.get().record_id == "006A1"


def test_a_dry_run_says_that_nothing_was_written(good: Path) -> None:
    assert "Dry run: nothing was written." in run(good, "--dry-run")[0]
    assert not KnownOpportunity.objects.exists()


def test_it_fails_naming_line_column_value_and_remedy(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    err = StringIO()
    with pytest.raises(CommandError, match="Nothing was brought in"):
        call_command("import_pipeline", bad, stdout=StringIO(), stderr=err)
    assert "Line 3, country “=1+1”: Write the two letters of the country" in err.getvalue()
    assert not KnownOpportunity.objects.exists()


def test_good_rows_are_brought_in_when_asked(bad: Path) -> None:
    assert "does not count as up to date" in run(bad, "--good-rows")[0]
    assert KnownOpportunity.objects.count() == 1


def test_a_complete_file_closes_what_it_does_not_hold(good: Path, bad: Path) -> None:
    run(good)
    bad.write_bytes(csv_of(row(1, created_at="2025-01-05")).getvalue())
    assert "1 closed" in run(bad, "--complete")[0]


def test_the_report_file_tells_every_row_and_runs_no_formula(bad: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    run(bad, "--good-rows", f"--report={report}")
    with report.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["line"], first["record_id"], first["outcome"]) == ("2", "006A1", "created")
    assert (second["outcome"], second["column"], second["value"]) == ("refused", "country", "'=1+1")
    assert second["remedy"].startswith("Write the two letters")


@pytest.mark.parametrize("name", ["missing.csv", "pipeline.pdf"])
def test_a_file_that_cannot_be_read_fails_naming_the_reason(tmp_path: Path, name: str) -> None:
    if name.endswith("pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    with pytest.raises(CommandError):
        run(tmp_path / name)
