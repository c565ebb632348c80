"""Products and regions at the desk as lists that read as trees."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from partners.tests.tree_desk import desk_of, in_days, lines, page_of

pytestmark = pytest.mark.django_db
LIST = "admin:partners_productline_changelist"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def desk() -> Client:
    return desk_of()


def listed(desk: Client, **query: str) -> list[str]:
    return [row.code for row in desk.get(reverse(LIST), query).context["cl"].result_list]


def test_a_node_stands_right_before_what_is_under_it(desk: Client) -> None:
    codes = ["power", "power.ups", "power.ups.rack", "power-x", "powers", "storage"]
    lines(*reversed(codes))
    assert listed(desk) == codes


def test_the_list_says_the_level_and_links_to_what_stands_above(desk: Client) -> None:
    storage, _flash = lines("storage", "storage.flash")
    page = desk.get(reverse(LIST)).text
    assert '<span class="tree-node tree-level-2"><span class="visually-hidden">Level 2: </span>' in page
    assert f'<a href="{page_of(storage)}">Storage</a>' in page


def test_a_line_found_by_search_still_tells_what_it_stands_under(desk: Client) -> None:
    storage, _flash, _power = lines("storage", "storage.flash", "power")
    page = desk.get(reverse(LIST), {"q": "flash"})
    assert [row.code for row in page.context["cl"].result_list] == ["storage.flash"]
    assert f'<a href="{page_of(storage)}">Storage</a>' in page.text


def test_the_list_says_until_when_with_what_stands_above(desk: Client) -> None:
    lines("storage", ends_on=date(2020, 5, 31))
    lines("storage.flash", "power")
    page = desk.get(reverse(LIST)).text
    assert page.count(">31 May 2020</td>") == 1
    assert ">31 May 2020, with storage</td>" in page


def test_lines_are_filtered_by_whether_they_may_be_registered(desk: Client) -> None:
    lines("storage", ends_on=in_days(-9))
    lines("power", ends_on=in_days(9))
    lines("storage.flash", "power.ups", "cloud")
    found = {choice: listed(desk, open=choice) for choice in ("open", "announced", "ended")}
    assert found == {
        "open": ["cloud", "power", "power.ups"],
        "announced": ["power", "power.ups"],
        "ended": ["storage", "storage.flash"],
    }


def test_a_page_of_the_list_costs_the_same_for_few_and_for_many(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            desk.get(reverse(LIST))
        return len(seen)

    lines("storage", "storage.flash")
    few = asked()
    lines(*(f"family{number}.line" for number in range(9)), *(f"family{number}" for number in range(9)))
    assert asked() == few
