import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from validation.pipeline.files import FileRefused, read_file
from validation.pipeline.rows import BEYOND, MISSING
from validation.tests.pipeline_files import csv_file, xlsx_file

HEADING = "record_id,customer_name,created_at"


def read(file: io.BytesIO, name: str = "pipeline.csv") -> list[tuple[int, Mapping[Any, object]]]:
    return list(read_file(file, name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_it_reads_csv_with_or_without_mark_and_by_any_separator(encoding: str, separator: str) -> None:
    file = csv_file(
        HEADING.replace(",", separator), separator.join(["1", "华为", "2027-01-05"]), encoding=encoding
    )
    assert read(file) == [(2, {"record_id": "1", "customer_name": "华为", "created_at": "2027-01-05"})]


def test_headings_may_be_written_in_other_ways() -> None:
    file = csv_file("Opportunity ID,Account Name,Created-Date,Product Line", "1,Acme,2027-01-05,Campus")
    assert list(read(file)[0][1]) == ["record_id", "customer_name", "created_at", "product_lines"]


def test_blank_rows_are_passed_over_and_lines_still_count() -> None:
    assert [line for line, _cells in read(csv_file(HEADING, "", ",,", "1,Acme,2027-01-05"))] == [4]


def test_a_row_of_another_length_is_marked() -> None:
    (_short, short), (_long, long) = read(csv_file(HEADING, "1,Acme", "2,Acme,2027-01-05,x"))
    assert short["created_at"] is MISSING
    assert long[BEYOND] == ["x"]


def test_it_reads_xlsx_with_its_typed_cells() -> None:
    file = xlsx_file(
        HEADING.split(","),
        [17, "Acme", datetime.fromisoformat("2027-01-05")],
        [None, None, None],
        ["18", "Beta"],
    )
    assert read(file, "Pipeline.XLSX") == [
        (2, {"record_id": 17, "customer_name": "Acme", "created_at": datetime.fromisoformat("2027-01-05")}),
        (4, {"record_id": "18", "customer_name": "Beta", "created_at": None}),
    ]


@pytest.mark.parametrize("name", ["pipeline.pdf", "pipeline", "csv"])
def test_a_file_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(FileRefused):
        read(csv_file(HEADING), name)


def test_a_damaged_xlsx_is_refused() -> None:
    with pytest.raises(FileRefused):
        read(io.BytesIO(b"PK\x03\x04 no workbook"), "pipeline.xlsx")


def test_utf_16_is_refused() -> None:
    with pytest.raises(FileRefused):
        read(csv_file(HEADING, "1,Acme,2027-01-05", encoding="utf-16"))


def test_missing_columns_are_named() -> None:
    with pytest.raises(FileRefused) as refused:
        read(csv_file("record_id,project_name", "1,Core"))
    assert refused.value.remedy.params == {"columns": "customer_name, created_at"}


def test_a_column_twice_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read(csv_file(f"{HEADING},Account name", "1,Acme,2027-01-05,Beta"))
    assert refused.value.remedy.params == {"columns": "customer_name"}
