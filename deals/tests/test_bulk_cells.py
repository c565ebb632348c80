"""Cells as people and spreadsheets write them: read in one way, or refused with the remedy."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from deals.bulk import cells
from deals.bulk.headings import matched
from validation.pipeline.cells import Unreadable

THE_DAY = date(2027, 5, 14)


@pytest.mark.parametrize(
    "written",
    [
        "2027-05-14", "2027/5/14", "2027.05.14", "20270514", "14.05.2027", "14.5.2027", "5/14/2027", "14/05/2027",
        "14-May-2027", "14 May 2027", "May 14, 2027",
        "2027年5月14日", "２０２７-０５-１４", "٢٠٢٧-٠٥-١٤", "2027-05-14T09:30",
        "2027-05-14 00:00:00", 46521, 46521.0, "46521", THE_DAY, datetime(2027, 5, 14, 9, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_way(written: object) -> None:
    assert cells.day(written) == THE_DAY


@pytest.mark.parametrize("written", ["03.04.2027", "3/4/2027", "04-03-2027"])
def test_a_day_that_may_be_the_month_is_refused_with_both_readings(written: str) -> None:
    with pytest.raises(Unreadable) as refused:
        cells.day(written)
    assert {refused.value.remedy.params["one"], refused.value.remedy.params["other"]} == {
        "2027-03-04",
        "2027-04-03",
    }


def test_who_says_which_comes_first_is_not_asked() -> None:
    assert cells.day("03.04.2027", cells.DAY_FIRST) == date(2027, 4, 3)
    assert cells.day("03.04.2027", cells.MONTH_FIRST) == date(2027, 3, 4)
    assert cells.day("07.07.2027") == date(2027, 7, 7)


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "14.05.27",
        "2027-02-30",
        "31.31.2027",
        "1899-01-01",
        "Q3 2027",
        5,
        99_999_999,
        True,
        "14 Foo 2027",
    ],
)
def test_what_is_no_day_is_refused(written: object) -> None:
    with pytest.raises(Unreadable):
        cells.day(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1 234,56", "1234.56"), ("1'234.56", "1234.56"),
        ("１２３４．５６", "1234.56"), ("١٢٣٤٫٥٦", "1234.56"), ("1.234", "1234.00"), ("250000", "250000.00"),
        ("1,250,000", "1250000.00"), (1234.56, "1234.56"), (250000.0, "250000.00"), (250000, "250000.00"),
        (0.1 + 0.2, "0.30"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_either_decimal_sign(written: object, amount: str) -> None:
    assert cells.amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("-5", "above zero"), ("0", "above zero"), ("1.23.4", "in figures"), ("5 million", "in figures"),
        ("1e5", "in figures"), ("12.3456", "two digits"), (1.005, "two digits"), ("9" * 13, "below 1,000"),
        ("#REF!", "Mend the formula"),
    ],
)  # fmt: skip
def test_what_is_no_budget_is_refused(written: object, remedy: str) -> None:
    with pytest.raises(Unreadable, match=remedy):
        cells.amount(written)


def test_the_sign_against_formulas_is_taken_off_again() -> None:
    assert cells.text("'+66 2 555 0100", 40) == "+66 2 555 0100"
    assert cells.text("'quoted'", 40) == "'quoted'"


@pytest.mark.parametrize(
    "headings",
    [
        ["Customer name", "Project name", "Budget (USD)", "E-mail"],
        ["客户名称", "项目名称", "预算", "邮箱"],
        ["اسم العميل", "اسم المشروع", "الميزانية", "البريد الإلكتروني"],
        ["Kunde", "Projektname", "Betrag", "E-Mail-Adresse"],
        ["NOM DU CLIENT", "Nom du projet", "Montant", "courriel"],
        ["customer_name", "project_name", "budget", "person_1_email"],
    ],
)
def test_headings_are_known_in_many_languages(headings: list[str]) -> None:
    assert matched(headings, {}, behalf=False) == [
        "customer_name",
        "project_name",
        "budget",
        "person_1_email",
    ]


def test_who_registers_for_itself_has_no_column_for_the_partner() -> None:
    assert matched(["Reseller"], {}, behalf=True) == ["partner"]
    assert matched(["Reseller"], {}, behalf=False) == [""]
