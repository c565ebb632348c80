"""A draft survives the death of browser and server: what was typed more than three seconds before is saved."""

import os
import signal
import socket
import subprocess
import sys
import time as process_time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as present
from django.test import Client
from playwright.sync_api import Page, Playwright

from dealreg.tests.browser import ARGUMENTS
from dealreg.tests.journeys.simulated import Time
from dealreg.tests.plugin import chromium, environment_of_worker
from deals import drafts
from deals.tests import factories as make
from partners.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller()


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
