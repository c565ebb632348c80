from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from validation.pipeline import cells
from validation.pipeline.cells import Unreadable

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", None),
        (None, None),
        ("2027-03-31", date(2027, 3, 31)),
        ("2027/03/31", date(2027, 3, 31)),
        ("2027-02", date(2027, 2, 1)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (datetime.fromisoformat("2027-03-31 08:00"), date(2027, 3, 31)),
    ],
)
def test_it_reads_a_day(cell: object, read: date | None) -> None:
    assert cells.day(cell) == read


def test_a_month_may_mean_its_last_day() -> None:
    assert cells.day("2028-02", end_of_month=True) == date(2028, 2, 29)


@pytest.mark.parametrize("cell", ["31/03/2027", "03/31/27", "2027-13-01", "2027-02-30", "soon", 46112])
def test_a_day_that_could_be_another_is_refused(cell: object) -> None:
    with pytest.raises(Unreadable):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2027-02-01T10:00:00.000+0000", datetime(2027, 2, 1, 10, tzinfo=UTC)),
        ("2027-02-01T10:00:00+05:30", datetime(2027, 2, 1, 4, 30, tzinfo=UTC)),
        ("2027-02-01T10:00:00Z", datetime(2027, 2, 1, 10, tzinfo=UTC)),
        ("2027-02-01 10:00", datetime(2027, 2, 1, 10, tzinfo=UTC)),
        ("2027-02-01", datetime(2027, 2, 1, tzinfo=UTC)),
        (datetime.fromisoformat("2027-02-01 10:00"), datetime(2027, 2, 1, 10, tzinfo=UTC)),
        (date(2027, 2, 1), datetime(2027, 2, 1, tzinfo=UTC)),
    ],
)
def test_it_reads_an_instant_in_utc(cell: object, read: datetime) -> None:
    assert cells.instant(cell, at=AT) == read


@pytest.mark.parametrize("cell", ["", None, "yesterday", "01/02/2027", "2027-03-03"])
def test_the_time_of_creation_is_needed_readable_and_past(cell: object) -> None:
    with pytest.raises(Unreadable):
        cells.instant(cell, at=AT)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", None),
        ("125000", Decimal(125000)),
        ("1,250,000.5", Decimal("1250000.50")),
        (99.999, Decimal("100.00")),
        (7, Decimal(7)),
    ],
)
def test_it_reads_an_amount_to_the_cent(cell: object, read: Decimal | None) -> None:
    assert cells.amount(cell) == read


@pytest.mark.parametrize("cell", ["-5", "1.250.000,50", "12,50", "1e9", "EUR 5", "NaN", "1" * 15])
def test_an_amount_that_could_be_another_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        cells.amount(cell)


@pytest.mark.parametrize(
    ("cell", "read"), [("", ""), ("dk", "DK"), ("Denmark", "DK"), ("UK", "GB"), ("XK", "XK"), ("China", "CN")]
)
def test_it_reads_a_country_by_code_or_english_name(cell: str, read: str) -> None:
    assert cells.country(cell) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", ""),
        ("https://www.Nordhavn.dk/en?x", "nordhavn.dk"),
        ("nordhavn.dk:8080", "nordhavn.dk"),
        ("例え.jp", "例え.jp"),
    ],
)
def test_it_reads_the_bare_domain_of_an_address(cell: str, read: str) -> None:
    assert cells.domain(cell) == read


@pytest.mark.parametrize("cell", ["nordhavn", "a b.dk", "info@nordhavn.dk", f"{'a' * 260}.dk"])
def test_what_is_no_domain_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        cells.domain(cell)


@pytest.mark.parametrize("cell", ["#N/A", "a\x00b", "\udce9", "x" * 21])
def test_a_text_that_cannot_be_kept_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        cells.text(cell, 20)


def test_a_whole_number_of_a_spreadsheet_reads_without_a_point() -> None:
    assert cells.text(12345.0, 20) == "12345"


def test_product_lines_may_be_parted_by_several_signs() -> None:
    assert cells.codes("Campus; Cloud,Power |") == ["Campus", "Cloud", "Power"]
