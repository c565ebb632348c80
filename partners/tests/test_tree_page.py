"""The page of a product line or region: where it stands, and its last day."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners.tests.factories import CoordinatorFactory, ProductLineFactory, RegionFactory
from partners.tests.tree_desk import desk_of, in_days, lines, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def desk() -> Client:
    return desk_of()


def test_the_page_of_a_node_links_up_and_down(desk: Client) -> None:
    storage, flash, fast, other = lines("storage", "storage.flash", "storage.flash.fast", "storages")
    page = desk.get(page_of(flash)).text
    assert f'<a href="{page_of(storage)}">Storage</a>' in page
    assert f'<a href="{page_of(fast)}">Storage Flash Fast</a>' in page
    assert page_of(other) not in page
    assert page_of(fast) not in desk.get(page_of(storage)).text


@pytest.mark.parametrize("factory", [RegionFactory, ProductLineFactory])
def test_a_last_day_is_announced_and_lifted_at_the_desk(desk: Client, factory: Any) -> None:
    node = factory.create()
    given = {"last_day": in_days(30).isoformat(), "reason": "Replaced"}
    assert desk.post(page_of(node, "last_day"), given)["Location"] == page_of(node)
    node.refresh_from_db()
    assert node.ends_on == in_days(30)
    assert "Replaced" in desk.get(page_of(node)).text
    desk.post(page_of(node, "last_day"), {"reason": "Goes on", "lift": ""})
    node.refresh_from_db()
    assert node.ends_on is None


def test_a_day_that_is_over_is_refused_beside_the_day(desk: Client) -> None:
    (line,) = lines("storage")
    answer = desk.post(page_of(line, "last_day"), {"last_day": "2020-01-01", "reason": "Replaced"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["last_day"])


def test_a_coordinator_reads_the_tree_and_announces_nothing() -> None:
    client = desk_of(CoordinatorFactory.create())
    (line,) = lines("storage")
    assert page_of(line, "last_day") not in client.get(page_of(line)).text
    assert client.post(page_of(line, "last_day"), {"reason": "Replaced"}).status_code == 403


@pytest.mark.parametrize("factory", [RegionFactory, ProductLineFactory])
def test_the_code_of_a_node_cannot_be_rewritten(desk: Client, factory: Any) -> None:
    assert 'name="code"' not in desk.get(page_of(factory.create())).text


def test_a_branch_does_not_grow_without_its_stem(desk: Client) -> None:
    answer = desk.post(reverse("admin:partners_productline_add"), {"code": "storage.flash", "name": "Flash"})
    assert "There is no storage to stand under." in answer.text
