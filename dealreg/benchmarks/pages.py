"""Measures a partner's main pages in Chromium, each with a cold cache, against the portal as it runs in production.

    python -m dealreg.benchmarks.pages [--deals 60] [--rounds 5] [--mobile]

Prints for each page the median of the largest contentful paint in seconds, the worst layout shift, the slowest answer
to a key or a click in milliseconds (interaction to next paint; below 16 is not told and shows as 0), and the kilobytes
of script and style as they were sent. `--mobile` slows network and processor down as Lighthouse's mobile profile
does. Database, static files and keys are made for the run in a directory of its own and removed with it.
"""

import os
import socket
import statistics
import subprocess
import sys
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import django

BARS = {"LCP s": 1.5, "CLS": 0.05, "INP ms": 150, "script KB": 60, "style KB": 40}
ROOT = Path(__file__).resolve().parents[2]
# Lighthouse's mobile profile: 150 ms there and back, 1.6 Mbit/s down, 0.75 up, a processor four times as slow.
MOBILE = {
    "offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
}  # fmt: skip
MOBILE_SLOWER = 4
WATCH = """
  window.seen = { paint: 0, shift: 0, answer: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.seen.paint = entry.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.seen.shift += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().filter((entry) => entry.interactionId).forEach((entry) => {
    window.seen.answer = Math.max(window.seen.answer, entry.duration);
  })).observe({ type: "event", buffered: true, durationThreshold: 16 });
"""
READ = """() => {
  const sent = (ending) => performance.getEntriesByType("resource")
    .filter((entry) => new URL(entry.name).pathname.endsWith(ending))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  return [
    window.seen.paint / 1000, window.seen.shift, window.seen.answer, sent(".js") / 1024, sent(".css") / 1024,
  ];
}"""
# A field that a person types into first, or what else answers without leaving the page.
TYPED_INTO = "main input[type=text]:visible, main input[type=search]:visible, main textarea:visible"
OPENED = "summary:visible, [data-bs-toggle]:visible"


def settle(directory: str, address: str) -> None:
    """The environment of a portal in production that speaks plain HTTP to this host alone."""
    os.environ |= {
        "TESTING": "", "DEBUG": "", "DEMO": "", "SECRET_KEY": "measured" * 8, "AUDIT_SALT": "salt",
        "SIGNING_KEY": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE", "ALLOWED_HOSTS": "127.0.0.1",
        "VAR_DIR": directory,
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{directory}/portal.sqlite3",
        "SECURE_SSL_REDIRECT": "0", "SESSION_COOKIE_SECURE": "0", "CSRF_COOKIE_SECURE": "0", "BIND": address,
        "DJANGO_SETTINGS_MODULE": "dealreg.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1", "LOG_LEVEL": "WARNING",
    }  # fmt: skip


def planned_from(at: datetime) -> dict[str, date]:
    """Days of a deal planned at this instant, as the rules accept them."""
    return {
        name: (at + timedelta(days=days)).date()
        for name, days in {
            "price_application_on": 30, "close_on": 60, "implementation_from": 90, "implementation_until": 180,
        }.items()
    }  # fmt: skip


def fill(deals: int, at: datetime) -> tuple[str, dict[str, str]]:
    """A company with so many registrations in force, and one being written: the key of a session, the pages."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from deals.tests import factories as make

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    seller, reviewer = make.seller(), make.coordinator()
    planned = planned_from(at)
    approved_at = at - timedelta(days=20)
    make.fresh_mirror(approved_at)
    for _number in range(deals):
        deal = make.approved(seller, approved_at, reviewer, **planned)
    draft = make.draft(seller, at, **planned)
    client = Client()
    client.force_login(seller)
    pages = {
        "sign-in": reverse("account_login"),
        "home": reverse("home"),
        "list": reverse("registration-list"),
        "detail": reverse("registration-detail", args=[deal.reference]),
        "register task": reverse("registration-task", args=[draft.reference, "customer"]),
        "check": reverse("registration-check", args=[draft.reference]),
        "update": reverse("registration-update", args=[deal.reference]),
        "sheet": reverse("update-sheet"),
    }
    return client.cookies[settings.SESSION_COOKIE_NAME].value, pages


@contextmanager
def serving(address: str) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:dealreg.gunicorn", "dealreg.wsgi"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT)
    try:
        for _try in range(100):
            try:
                urllib.request.urlopen(f"http://{address}/healthz", timeout=5).close()
                break
            except OSError:
                sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def figures(browser: Any, url: str, session: str, mobile: bool) -> list[float]:
    """Of one visit by a browser that never saw the portal."""
    look = {"width": 412, "height": 823} if mobile else {"width": 1280, "height": 900}
    context = browser.new_context(viewport=look, locale="en-GB")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    context.add_init_script(WATCH)
    page = context.new_page()
    if mobile:
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", MOBILE)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": MOBILE_SLOWER})
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or answer.status != 200 or page.url != url:
        raise SystemExit(f"{url} did not open")
    interact(page)
    read: list[float] = page.evaluate(READ)
    context.close()
    return read


def interact(page: Any) -> None:
    """Moves by keyboard, opens what opens, and types."""
    for _key in range(5):
        page.keyboard.press("Tab")
    for opened in page.locator(OPENED).all()[:3]:
        opened.click()
        page.keyboard.press("Escape")
    if fields := page.locator(TYPED_INTO).all():
        fields[0].click()
        page.keyboard.type("Quantum", delay=30)
    # The last answer is told a frame after it was painted.
    page.wait_for_timeout(200)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mobile", action="store_true")
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with TemporaryDirectory() as directory:
        settle(directory, address)
        django.setup()
        from partners.clock import now

        session, pages = fill(given.deals, now())
        with serving(address):
            measure(f"http://{address}", session, pages, given.rounds, mobile=given.mobile)


def measure(base: str, session: str, pages: dict[str, str], rounds: int, *, mobile: bool) -> None:
    from playwright.sync_api import sync_playwright

    from dealreg.tests.browser import ARGUMENTS
    from dealreg.tests.plugin import chromium

    print(f"{'page':14}", *(f"{name:>10}" for name in BARS))  # noqa: T201
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, path in pages.items():
            signed_in = "" if name == "sign-in" else session
            visits = [figures(browser, base + path, signed_in, mobile) for _round in range(rounds + 1)]
            # The first visit warms the server up.
            paint, *others = zip(*visits[1:], strict=True)
            row = (statistics.median(paint), *map(max, others))
            missed = [bar for (bar, limit), figure in zip(BARS.items(), row, strict=True) if figure > limit]
            print(  # noqa: T201
                f"{name:14}",
                *(f"{figure:10.3f}" for figure in row),
                f"  over: {', '.join(missed)}" if missed else "",
            )
        browser.close()


if __name__ == "__main__":
    main()
