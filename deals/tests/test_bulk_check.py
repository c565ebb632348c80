"""The check of a whole file in one pass: every fault of every row, in every way a file may be written."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from deals.bulk import batches, returned
from deals.bulk.known import names
from deals.bulk.points import read
from deals.models import Batch
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.factories import AT
from partners.models import User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, ProductLineFactory

pytestmark = pytest.mark.django_db

# The fault of each row, by the answer it stands at.
FAULTS: list[tuple[str, str]] = [
    ("customer_name", ""), ("customer_name", "TBD"), ("customer_name", "客户"), ("customer_name", "x" * 201),
    ("customer_country", ""), ("customer_country", "Atlantis"), ("installation_country", "XQ"),
    ("installation_country", "Germany"), ("installation_city", "y" * 121), ("project_name", ""),
    ("project_name", "test"), ("project_name", "项目"), ("deal_kind", "gift"), ("budget", ""), ("budget", "about 5"),
    ("budget", "-1"), ("budget", "0"), ("budget", "12.3456"), ("currency", "Dollars"), ("products", ""),
    ("products", "toasters"), ("products", "storage.flash; storage.flash"), ("products", "compute.server"),
    ("person_1_role", "king"), ("person_1_role", ""), ("person_1_influence", "enormous"), ("person_1_name", ""),
    ("person_1_email", "somchai at customer"), ("implementation_from", "03.04.2027"), ("implementation_from", "soon"),
    ("implementation_until", "2027-05-01"), ("implementation_until", "2027-02-30"), ("price_application_on", ""),
    ("price_application_on", "2027-03-02"), ("close_on", "14.05.27"), ("stage", "almost"),
    ("tender_published", "perhaps"),
]  # fmt: skip
ROWS, EVERY = 1_000, 27
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@pytest.fixture
def seller() -> User:
    for code in ("storage.flash", "compute.server"):
        ProductLineFactory.create(code=code)
    return make.seller()


def planted(rows: int = ROWS) -> tuple[list[dict[str, Any]], set[tuple[int, str]]]:
    """Rows with one fault in every 27th, and where the faults are: row as a spreadsheet counts, and title."""
    table = [sheets.row(number) for number in range(rows)]
    where = set()
    for index, (name, value) in enumerate(FAULTS):
        table[index * EVERY][name] = value
        where.add((index * EVERY + 2, sheets.TITLES[name]))
    return table, where


def found(batch: Batch) -> list[tuple[int, str]]:
    return [
        (row.line, batch.headings[each.column])
        for row in batch.rows.exclude(points=[])
        for each in read(row.points)
        if each.column is not None
    ]


def test_there_are_37_of_them() -> None:
    assert len(FAULTS) == 37


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_37_planted_faults_are_reported_in_one_pass(seller: User, encoding: str, delimiter: str) -> None:
    table, where = planted()
    batch = sheets.checked(sheets.csv_file(table, encoding=encoding, delimiter=delimiter), seller)
    assert sorted(found(batch)) == sorted(where)
    assert sum(len(row.points) for row in batch.rows.all()) == 37


def test_the_same_faults_are_reported_of_a_workbook(seller: User) -> None:
    table, where = planted()
    assert sorted(found(sheets.checked(sheets.xlsx_file(table), seller))) == sorted(where)


def test_faults_and_what_only_a_submission_needs_are_told_apart(seller: User) -> None:
    rows = [
        sheets.row(1, budget="about 5"),
        sheets.row(2, budget=""),
        sheets.row(3, products="compute.server"),
    ]
    batch = sheets.checked(sheets.csv_file(rows), seller)
    assert [(row.faults, row.open) for row in batch.rows.all()] == [(1, 0), (0, 1), (0, 1)]


def test_a_deal_named_twice_in_a_file_is_a_fault_of_the_second_row(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1), sheets.row(2), sheets.row(1, budget="7")]), seller)
    assert [row.faults for row in batch.rows.all()] == [0, 0, 1]


def test_telling_the_two_apart_mends_the_second(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1), sheets.row(1)]), seller)
    column = batch.headings.index("Project name")
    batches.mend(batch, {(2, column): "Another network for Chiang Mai"}, by=seller, at=AT)
    assert [row.faults for row in batch.rows.all()] == [0, 0]


def test_nothing_in_the_report_tells_whether_somebody_else_registered_the_deal(seller: User) -> None:
    row = sheets.row(1)
    free = sheets.checked(sheets.csv_file([row]), seller)
    make.approved(customer_name=row["customer_name"], project_name=row["project_name"])
    taken = sheets.checked(sheets.csv_file([row]), seller)
    assert [r.points for r in taken.rows.all()] == [r.points for r in free.rows.all()] == [[]]


def test_a_partner_is_named_the_same_way_whether_it_exists_or_not(seller: User) -> None:
    distributor = make.seller(PartnerFactory.create(tier="distributor"))
    DistributorLinkFactory.create(distributor=distributor.partner, partner=seller.partner)
    unserved = PartnerFactory.create(name="Unserved Networks")
    rows = [
        sheets.row(n, partner=name)
        for n, name in enumerate((unserved.name, "Nobody At All", str(seller.partner)))
    ]
    columns = ("partner", *sheets.TITLES)
    batch = sheets.checked(sheets.csv_file(rows, columns=columns), distributor)
    said = [[each.words({}) for each in read(row.points)] for row in batch.rows.all()]
    assert said[0] == said[1] != []
    assert said[2] == []


def test_one_row_with_more_cells_than_headings_is_a_fault_of_that_row(seller: User) -> None:
    content = sheets.csv_file([sheets.row(1), sheets.row(2)]) + b"1," * 23 + b"x\n"
    batch = sheets.checked(content, seller)
    assert [bool(row.faults) for row in batch.rows.all()] == [False, False, True]


def test_the_file_is_gone_once_its_rows_are_read(
    seller: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    batch = sheets.uploaded(sheets.csv_file([sheets.row(1)]), seller)
    kept = settings.UPLOADS_DIR / str(batch.content.name)
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        sheets.finished(batches.match(batch, batch.meaning, by=seller, at=AT))
    assert not kept.exists()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_file_comes_back_with_what_to_mend(seller: User, encoding: str) -> None:
    rows = [sheets.row(1), sheets.row(2, budget="about 5", customer_domain="=cmd()")]
    batch = sheets.checked(sheets.csv_file(rows, encoding=encoding, delimiter=";"), seller)
    content, content_type = returned.file_of(batch, names())
    table = list(
        csv.reader(
            io.StringIO(content.decode("utf-8-sig" if "utf-8" in encoding else encoding)), delimiter=";"
        )
    )
    assert content_type == "text/csv"
    assert table[0] == [*batch.headings, "What to mend"]
    assert table[1][-1] == ""
    assert "Budget: Write an amount in figures" in table[2][-1]
    assert "'=cmd()" in table[2]


def test_a_workbook_comes_back_as_a_workbook_without_formulas(seller: User) -> None:
    batch = sheets.checked(sheets.xlsx_file([sheets.row(1, budget="=1+", customer_name="@SUM(A1)")]), seller)
    content, _content_type = returned.file_of(batch, names())
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for cell in row
    ]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'@SUM(A1)" in [cell.value for cell in cells]


def test_the_mended_file_is_read_without_the_column_of_remedies(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1, budget="about 5")]), seller)
    content, _content_type = returned.file_of(batch, names())
    again = sheets.checked(content.replace(b"about 5", b"5000.00"), seller)
    assert again.meaning[-1] == ""
    assert [row.points for row in again.rows.all()] == [[]]
