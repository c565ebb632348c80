"""The one answer to "may deals be registered under this code": in the database and in values alike."""

from datetime import date

import pytest

from partners.last_days import LastDays, announced
from partners.models import ProductLine
from partners.tests.factories import ProductLineFactory, RegionFactory

pytestmark = pytest.mark.django_db
MAY = date(2027, 5, 31)
JUNE = date(2027, 6, 30)
NEXT = date(2027, 6, 1)


def test_database_and_values_agree_on_what_is_open() -> None:
    for code, last in (
        ("storage", JUNE), ("storage.flash", MAY), ("storage.tape", None), ("storages", None), ("power.ups", MAY),
        ("power", None),
    ):  # fmt: skip
        ProductLineFactory.create(code=code, ends_on=last)
    ends = announced().products
    for day in (MAY, NEXT, JUNE, date(2027, 7, 1)):
        by_values = {line.code for line in ProductLine.objects.all() if ends.open(line.code, day)}
        assert set(ProductLine.objects.open_on(day).values_list("code", flat=True)) == by_values
    assert set(ProductLine.objects.open_on(date(2027, 7, 1)).values_list("code", flat=True)) == {
        "storages", "power",
    }  # fmt: skip


def test_a_code_ends_with_the_earliest_of_its_own_and_those_above() -> None:
    ends = LastDays({"storage": JUNE, "storage.flash": MAY, "power": MAY, "power.ups": JUNE})
    assert [ends.of(code) for code in ("storage", "storage.flash", "power.ups", "cloud")] == [
        JUNE, MAY, MAY, None,
    ]  # fmt: skip


def test_only_parts_that_end_before_the_whole_are_told_beside_it() -> None:
    ends = LastDays({"storage": JUNE, "storage.flash": MAY, "storage.tape": date(2027, 7, 1)})
    assert ends.under("storage") == {"storage.flash": MAY}


def test_both_trees_are_read_by_one_question(django_assert_num_queries: object) -> None:
    ProductLineFactory.create(code="apac", ends_on=MAY)
    RegionFactory.create(code="apac", ends_on=JUNE)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = announced()
    assert (found.products.of("apac"), found.regions.of("apac.sea")) == (MAY, JUNE)
