"""Registering in a real browser: how many presses it takes, and what survives when browser and server are killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time as process_time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as present
from django.test import Client
from playwright.sync_api import Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dealreg.tests.browser import ARGUMENTS
from dealreg.tests.journeys import portal
from dealreg.tests.journeys.answers import answers
from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time
from dealreg.tests.plugin import chromium, environment_of_worker
from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from partners.clock import now
from partners.models import User
from partners.tests.factories import PASSWORD

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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def server(seller: User) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The portal in processes of its own, at an address, on the present database."""
    port = free_port()
    ahead = (make.AT - datetime.now(UTC)).total_seconds()
    environment = environment_of_worker() | {"DEMO": "1", "DEMO_CLOCK_OFFSET": str(int(ahead))}
    command = [
        "gunicorn",
        "dealreg.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--no-control-socket",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=environment, cwd=present.BASE_DIR, start_new_session=True
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        kill(process)


@pytest.fixture
def own_browser(playwright: Playwright, tmp_path: Path) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """A page of a browser process of its own, which can be killed."""
    port = free_port()
    process = subprocess.Popen(
        [chromium() or "chromium", "--headless=new", *ARGUMENTS, f"--remote-debugging-port={port}",
         f"--user-data-dir={tmp_path}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        until_open(port)
        yield playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0].new_page(), process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill -9 of a process and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until_open(port: int) -> None:
    for _each in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        process_time.sleep(0.1)
    raise AssertionError("nothing listens")


@pytest.mark.postgres
def test_a_draft_survives_the_death_of_browser_and_server(
    server: tuple[str, subprocess.Popen[bytes]],
    own_browser: tuple[Page, subprocess.Popen[bytes]],
    seller: User,
) -> None:
    address, serving = server
    page, browsing = own_browser
    row = drafts.start(by=seller, at=make.AT)
    client = Client()
    client.force_login(seller)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    page.context.add_cookies([session])  # type: ignore[list-item]
    until_open(int(address.rpartition(":")[2]))
    page.goto(f"{address}/registrations/{row.reference}/edit/customer/")
    field = page.locator('[name="customer_name"]')
    typed: list[tuple[float, str]] = []
    # Never a pause as long as the one that saves: whoever types on is saved on the way.
    for letter in "Royal Irrigation Department of the Northern Provinces":
        field.press_sequentially(letter, delay=0)
        typed.append((process_time.monotonic(), field.input_value()))
        process_time.sleep(0.1)
    killed = process_time.monotonic()
    kill(browsing)
    kill(serving)
    row.refresh_from_db()
    owed = [words for at, words in typed if at <= killed - 3]
    assert owed, "typed for longer than what may be lost"
    assert row.customer_name.startswith(owed[-1].strip())


def sign_in(page: Page, person: User) -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label("Email", exact=False).first.fill(person.email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def signed_in(browse: Browse, seller: User) -> Page:
    """A page of somebody who signed in as people do, at a draft's customer."""
    EmailAddress.objects.create(user=seller, email=seller.email, verified=True, primary=True)
    row = drafts.start(by=seller, at=make.AT)
    page = browse()
    page.goto(f"/registrations/{row.reference}/edit/customer/")
    sign_in(page, seller)
    page.wait_for_url("**/edit/customer/")
    page.goto(page.url)
    return page


def test_one_key_extends_a_session_that_is_about_to_end(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    settings.SESSION_COOKIE_AGE = 200
    page: Page = request.getfixturevalue("signed_in")
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    settings.SESSION_COOKIE_AGE = 3600
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.wait_for_function(
        "fetch('/session/').then((answer) => answer.json()).then((told) => told.left > 3000)"
    )


def test_who_signs_in_again_comes_back_to_the_same_field(signed_in: Page, seller: User) -> None:
    signed_in.locator('[name="customer_name"]').press_sequentially("Royal Irrigation")
    expect(signed_in.locator("#save-status")).to_contain_text("Draft saved")
    signed_in.context.clear_cookies(name="sessionid")
    signed_in.locator('[name="installation_city"]').press_sequentially("Bangkok")
    signed_in.get_by_role("link", name="Sign in and go on").click()
    sign_in(signed_in, seller)
    signed_in.wait_for_url("**/edit/customer/#id_installation_city")
    expect(signed_in.locator('[name="installation_city"]')).to_be_focused()
    expect(signed_in.locator('[name="customer_name"]')).to_have_value("Royal Irrigation")
