"""The page on which a branch is opened anew: the place first, then what follows, then the word."""

import pytest
from django.test import Client
from pytest_django import Settings

from partners.models import ProductLine
from partners.tests.factories import AuthorisationFactory, CoordinatorFactory, ProductLineFactory
from partners.tests.tree_desk import desk_of, in_days, lines, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def desk() -> Client:
    return desk_of()


def test_what_follows_is_shown_before_and_the_word_is_said_with_it(desk: Client) -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    holder = AuthorisationFactory.create(product_line=ProductLineFactory.create(code="storage")).partner
    page = page_of(flash, "anew")
    shown = desk.get(page, {"parent": "cloud"})
    assert holder.name in shown.text
    assert "cloud.flash" in shown.text
    word = {
        "parent": "cloud", "seen": shown.context["seal"], "last_day": in_days(30).isoformat(),
        "reason": "New unit",
    }  # fmt: skip
    unticked = desk.post(page, word)
    assert (unticked.status_code, list(unticked.context["form"].errors)) == (422, ["looked"])
    assert not ProductLine.objects.filter(code="cloud.flash").exists()
    desk.post(page, word | {"looked": "on"})
    copy = ProductLine.objects.get(code="cloud.flash")
    assert "storage.flash" in desk.get(page_of(copy)).text


def test_where_nobody_gains_or_loses_no_tick_is_asked_for(desk: Client) -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    assert "looked" not in desk.get(page_of(flash, "anew"), {"parent": "cloud"}).context["form"].fields


def test_a_place_that_cannot_be_is_told_beside_it(desk: Client) -> None:
    (flash,) = lines("storage.flash")
    answer = desk.get(page_of(flash, "anew"), {"parent": "nowhere"})
    assert (answer.status_code, list(answer.context["place"].errors)) == (422, ["parent"])


def test_a_word_said_of_something_else_than_was_seen_does_nothing(desk: Client) -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    word = {"parent": "cloud", "seen": "0", "last_day": in_days(30).isoformat(), "reason": "New unit"}
    answer = desk.post(page_of(flash, "anew"), word)
    assert "What follows from it changed meanwhile." in answer.text
    assert not ProductLine.objects.filter(code="cloud.flash").exists()


def test_a_coordinator_does_not_reach_the_page() -> None:
    (flash,) = lines("storage.flash")
    client = desk_of(CoordinatorFactory.create())
    assert client.get(page_of(flash, "anew"), {"parent": ""}).status_code == 403
    assert page_of(flash, "anew") not in client.get(page_of(flash)).text
