"""Measures how long a clear-cut case takes a coordinator in Chromium, the pauses of a person included.

    python -m dealreg.benchmarks.clear_cut [--rounds 5] [--look 1.5] [--read 10] [--key 0.2]

The script goes from the queue to the answer that the case is approved, with the mouse and with the keyboard alone. It
pauses `--look` seconds before each act, `--read` seconds over the page of the case, and `--key` seconds after each
letter of the source it types. Prints the median and the longest of the rounds in seconds, and the portal's share of
the longest. The portal runs as in production; all it needs is made for the run in a directory removed with it.
"""

import os
import socket
import statistics
from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import django

from dealreg.benchmarks.pages import planned_from, serving, settle

BAR = 25
SOURCE = "Call with the customer"
FIELD = "Confirm the facts without a verdict by this source"
QUEUE = "/admin/deals/registration/"
CASE = "#result_list a[href*='/change/']"


class Person:
    """Acts on a page as a coordinator does, and counts the seconds spent looking, reading and typing."""

    def __init__(self, page: Any, pace: Namespace) -> None:
        self.page, self.pace, self.paused = page, pace, 0.0

    def pause(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)
        self.paused += seconds

    def type(self) -> None:
        self.page.keyboard.type(SOURCE, delay=self.pace.key * 1000)
        self.paused += self.pace.key * len(SOURCE)

    def with_the_mouse(self) -> None:
        self.pause(self.pace.look)
        self.page.locator(CASE).first.click()
        self.page.wait_for_url("**/change/")
        self.pause(self.pace.read)
        self.page.get_by_label(FIELD).click()
        self.type()
        self.pause(self.pace.look)
        self.page.get_by_role("button", name="Confirm the facts and approve").click()

    def with_the_keyboard(self) -> None:
        self.pause(self.pace.look)
        self.page.keyboard.press("j")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/change/")
        self.pause(self.pace.read)
        self.page.keyboard.press("a")
        self.type()
        self.pause(self.pace.look)
        self.page.keyboard.press("Enter")


def fill(cases: int, at: datetime) -> str:
    """So many cases that wait for the verdicts on their facts alone: the key of a coordinator's session."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from deals import sweeps
    from deals.tests import factories as make
    from partners.tests.factories import CoordinatorFactory

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    submitted_at = at - timedelta(minutes=30)
    make.fresh_mirror(submitted_at)
    for _number in range(cases):
        make.submitted(None, submitted_at, **planned_from(at))
    sweeps.tick(at)
    client = Client()
    client.force_login(CoordinatorFactory.create(shortcuts=True))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def measure(base: str, session: str, pace: Namespace) -> None:
    from playwright.sync_api import sync_playwright

    from dealreg.tests.browser import ARGUMENTS
    from dealreg.tests.plugin import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        context = browser.new_context(locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        for name, act in (("mouse", Person.with_the_mouse), ("keyboard", Person.with_the_keyboard)):
            rounds = []
            for _round in range(pace.rounds):
                page = context.new_page()
                page.goto(base + QUEUE, wait_until="networkidle")
                person, started = Person(page, pace), perf_counter()
                act(person)
                page.locator(".messagelist", has_text="Approved.").wait_for()
                took = perf_counter() - started
                rounds.append((took, took - person.paused))
                page.close()
            median, (longest, portal) = statistics.median(took for took, _own in rounds), max(rounds)
            over = f"  over {BAR} s" if longest > BAR else ""
            print(  # noqa: T201
                f"{name:9} median {median:.1f} s  longest {longest:.1f} s  of it portal {portal:.1f} s{over}"
            )
        browser.close()


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--look", type=float, default=1.5)
    parser.add_argument("--read", type=float, default=10)
    parser.add_argument("--key", type=float, default=0.2)
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with TemporaryDirectory() as directory:
        settle(directory, address)
        os.environ["STAFF_SECOND_FACTOR"] = "0"
        django.setup()
        from partners.clock import now

        session = fill(2 * given.rounds, now())
        with serving(address):
            measure(f"http://{address}", session, given)


if __name__ == "__main__":
    main()
