"""Registering in a real browser: how few presses it takes, what is taken over, and two people at one answer."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from dealreg.tests.journeys import portal
from dealreg.tests.journeys.answers import answers
from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.everybody import trouble_at, trouble_here
from dealreg.tests.journeys.simulated import Time
from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from partners.clock import now
from partners.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRESSES_MOST = 14
PAGES_MOST = 5
# Counts what a person presses; a choice made by keyboard in a list is typing.
COUNTED = """
addEventListener("click", (event) => {
  if (event.isTrusted && event.detail) sessionStorage.presses = Number(sessionStorage.presses || 0) + 1;
}, true);
"""


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller()


def test_a_full_registration_takes_few_presses(browse: Browse, seller: User) -> None:
    page = browse(seller)
    page.add_init_script(COUNTED)
    reference = portal.draft(page, answers(now().date()))
    portal.submit(page)
    assert int(page.evaluate("sessionStorage.presses")) <= PRESSES_MOST
    assert Registration.objects.get(reference=reference).submitted_at


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_copy_of_an_earlier_registration_is_submitted_over_few_pages(
    browse: Browse, seller: User, scripts: bool
) -> None:
    earlier = make.submitted(seller)
    page = browse(seller, java_script_enabled=scripts)
    page.goto("/register/")
    pages = [page.url]
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    page.get_by_label("Copy from an earlier registration").select_option(earlier.reference)
    portal.press(page, "Start the registration")
    page.wait_for_url("**/edit/")
    page.locator(".task-list").get_by_role("link", name="Timeline").click()
    portal.fill(page, **answers(now().date())["timeline"])
    portal.press(page, "Save and go to the tasks")
    page.wait_for_url("**/edit/")
    page.get_by_role("link", name="Check your answers").click()
    page.wait_for_url("**/check/")
    portal.submit(page)
    shown = {url.partition("#")[0] for url in pages if not url.endswith("/receipt/")}
    assert len(shown) <= PAGES_MOST, shown


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_customer_and_a_contact_are_taken_over_by_a_press(
    browse: Browse, seller: User, scripts: bool
) -> None:
    earlier = make.submitted(seller, customer_name="Royal Irrigation")
    row = drafts.start(by=seller, at=make.AT)
    page = browse(seller, java_script_enabled=scripts)
    page.goto(f"/registrations/{row.reference}/edit/customer/")
    page.get_by_label("A customer you registered before").select_option(earlier.reference)
    portal.press(page, "Use this customer")
    expect(page.locator('[name="customer_name"]')).to_have_value("Royal Irrigation")
    page.goto(f"/registrations/{row.reference}/edit/decision-chain/")
    page.get_by_label("A person you named before").select_option(index=1)
    portal.press(page, "Add this person")
    expect(page.locator('[name="decision_makers-0-name"]')).to_have_value("Somchai Canary")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_an_edit_conflict_shows_all_three_and_keeps_what_was_typed(
    browse: Browse, seller: User, scripts: bool
) -> None:
    row = make.draft(seller, customer_name="Royal Irrigation")
    page = browse(seller, java_script_enabled=scripts)
    page.goto(f"/registrations/{row.reference}/edit/customer/")
    drafts.edit(row, {"customer_name": "Metropolitan Waterworks"}, by=seller, at=make.AT)
    portal.fill(page, customer_name="Bangkok Water")
    portal.press(page, "Continue")
    line = page.locator(".three-columns tbody tr")
    for words in ("Bangkok Water", "Metropolitan Waterworks", "Royal Irrigation"):
        expect(line).to_contain_text(words)
    expect(page.locator('[name="customer_name"]')).to_have_value("Bangkok Water")


def test_everybody_can_read_a_conflict_a_warning_and_the_end_of_a_session(
    browse: Browse, seller: User
) -> None:
    row = make.draft(seller, customer_name="Royal Irrigation")
    returned = make.returned(seller)
    drafts.edit(returned, {"budget": 300000}, by=seller, at=make.AT)
    page = browse(seller)
    page.goto(f"/registrations/{row.reference}/edit/customer/")
    drafts.edit(row, {"customer_name": "Metropolitan Waterworks"}, by=seller, at=make.AT)
    portal.fill(page, customer_name="Bangkok Water")
    portal.press(page, "Continue")
    page.locator(".three-columns").wait_for()
    found = trouble_here(page)
    page.evaluate("document.getElementById('session-end').showModal()")
    found += trouble_here(page)
    page.goto(f"/registrations/{row.reference}/edit/timeline/")
    portal.fill(page, price_application_on=f"{make.AT.date()}")
    page.locator("#warnings .notice").wait_for()
    found += trouble_here(page)
    found += trouble_at(page, f"/registrations/{returned.reference}/answer/")
    assert found == []


@pytest.mark.postgres
def test_five_posts_at_once_over_http_make_one_submission(live_server: LiveServer, seller: User) -> None:
    row = make.draft(seller, attested_true=False, attested_shared=False)
    row.refresh_from_db()
    address, path = re.sub("^http://", "", live_server.url), f"/registrations/{row.reference}/check/"
    client = Client()
    client.force_login(seller)
    client.get(path)
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    form = {
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value, "version": row.partner_version,
        "attested_true": "on", "attested_shared": "on",
    }  # fmt: skip
    together = Barrier(5)

    def post(_number: int) -> tuple[int, str | None]:
        connection = HTTPConnection(address, timeout=60)
        together.wait()
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(form), headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status, response.headers["Location"]

    with ThreadPoolExecutor(5) as posts:
        answered = set(posts.map(post, range(5)))
    assert answered == {(302, f"/registrations/{row.reference}/receipt/")}
    assert Registration.objects.get().submissions.count() == 1
