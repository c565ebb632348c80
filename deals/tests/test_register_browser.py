"""The form in a real browser: saved while typing."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from playwright.sync_api import APIResponse, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from partners.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(settings: Settings) -> User:
    settings.DEMO_CLOCK_OFFSET = (make.AT - datetime.now(UTC)).total_seconds()
    return make.seller()


@pytest.fixture
def portal(page: Page, user: User, live_server: LiveServer) -> Page:
    """A signed-in browser at the portal's address."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + "/register/")
    return page


def at_task(portal: Page, row: Registration, slug: str) -> None:
    portal.goto(f"{portal.url.partition('/re')[0]}/registrations/{row.reference}/edit/{slug}")


def test_what_is_typed_is_saved_without_pressing_anything(portal: Page, user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    at_task(portal, row, "customer/")
    portal.get_by_label("Customer name").press_sequentially("Royal Irrigation")
    expect(portal.locator("#save-status")).to_contain_text("Draft saved")
    expect(portal.get_by_role("status").filter(has_text="Draft saved")).to_be_attached()
    row.refresh_from_db()
    assert row.customer_name == "Royal Irrigation"


def test_continue_right_after_typing_does_not_meet_its_own_save(portal: Page, user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    at_task(portal, row, "customer/")
    held: list[tuple[Route, APIResponse]] = []
    portal.route("**/save/", lambda route: held.append((route, route.fetch())), times=1)
    portal.get_by_label("Customer name").press_sequentially("Royal")
    while not held:
        portal.wait_for_timeout(50)
    portal.get_by_label("Customer name").press_sequentially(" Irrigation")
    portal.get_by_role("button", name="Continue").last.click(no_wait_after=True)
    saving, answer = held[0]
    saving.fulfill(response=answer)
    portal.wait_for_url("**/edit/project/")
    row.refresh_from_db()
    assert row.customer_name == "Royal Irrigation"


def test_who_is_signed_out_meanwhile_is_told_that_nothing_was_saved(portal: Page, user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    at_task(portal, row, "customer/")
    portal.context.clear_cookies(name="sessionid")
    portal.get_by_label("Customer name").press_sequentially("Royal Irrigation")
    expect(portal.locator("#save-status")).to_contain_text("Not saved: you are signed out.")
    assert portal.get_by_label("Customer name").input_value() == "Royal Irrigation"


def test_enter_in_a_row_continues_and_removes_nothing(portal: Page, user: User) -> None:
    row = make.draft(user)
    at_task(portal, row, "decision-chain/")
    portal.get_by_label("Name").press("Enter")
    portal.wait_for_url("**/edit/timeline/")
    assert row.decision_makers.count() == 1
