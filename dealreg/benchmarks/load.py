"""Measures the portal under load: virtual users in pages of many registrations, served as in production.

    DATABASE_URL=postgres://… [REDIS_URL=redis://…] python -m dealreg.benchmarks.load [--rows 50000] [--users 30]

Each of the users opens a page, reads for one to three seconds and opens the next: four in five are partners, who save
an update now and then, the others coordinators. Prints for each page how often it was asked for and its median, p95 and
slowest answer in milliseconds as the user waits for it, with what failed, and how many answers a second there were.
Server, database and users share the machine. The database should be an empty one, made for this.
"""

import os
import random
import socket
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse
from secrets import token_hex
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

import django

from dealreg.benchmarks.pages import planned_from, serving, settle

PARTNERS_OF_FIVE = 4
READING_S = 1.0, 3.0
BARS_MS = {"partner": 200, "desk": 500}


class Form(HTMLParser):
    """What a browser would send of the form of a page that has a field of this name, nothing changed."""

    def __init__(self, page: str, having: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._having, self._read, self._chosen = having, dict[str, str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._read = {}
        elif tag == "input" and name and given.get("type") not in ("submit", "file", "checkbox", "radio"):
            self._read[name] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self._read[name], self._chosen = "", name
        elif tag == "option" and "selected" in given:
            self._read[self._chosen] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._having in self._read:
            self.fields = self._read


@dataclass
class User:
    """A virtual user: the group it belongs to, the key of its session and the pages it opens, by name."""

    group: str
    session: str
    pages: dict[str, str]
    updates: list[str] = field(default_factory=list)


@dataclass
class Answers:
    """Seconds of each answer by page, and those that were none."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))


class Visit:
    """One user at work against the server."""

    def __init__(self, address: str, user: User, answers: Answers, seed: int) -> None:
        self.user, self.answers = user, answers
        self._wire = HTTPConnection(address, timeout=60)
        self._cookies = {"sessionid": user.session}
        self._random = random.Random(seed)

    def work(self, until: float) -> None:
        with closing(self._wire):
            sleep(self._random.uniform(0, READING_S[1]))
            while monotonic() < until:
                name, path = self._random.choice(list(self.user.pages.items()))
                page = self._ask(name, "GET", path)
                if name == "update" and page:
                    self._save(path, page)
                sleep(self._random.uniform(*READING_S))

    def _exchange(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> tuple[HTTPResponse, str]:
        self._wire.request(method, path, body or None, headers)
        answer = self._wire.getresponse()
        return answer, answer.read().decode()

    def _save(self, path: str, page: str) -> None:
        fields = Form(page, having="note").fields
        if "note" not in fields:
            self.answers.failed[self.user.group, "save update"] += 1
            return
        fields |= {"note": f"Spoke with the customer, {self._random.random()}"}
        sleep(self._random.uniform(*READING_S))
        self._ask("save update", "POST", path, urlencode(fields))

    def _ask(self, name: str, method: str, path: str, body: str = "") -> str:
        key = self.user.group, name
        headers = {"Cookie": "; ".join(f"{cookie}={value}" for cookie, value in self._cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        began = perf_counter()
        try:
            try:
                answer, text = self._exchange(method, path, body, headers)
            except ConnectionError:
                # The server closes a connection that is idle while the user reads; a browser opens another.
                self._wire.close()
                answer, text = self._exchange(method, path, body, headers)
        except (OSError, HTTPException):
            self.answers.failed[key] += 1
            self._wire.close()
            return ""
        self.answers.seconds[key].append(perf_counter() - began)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            cookie_name, _, value = cookie.split(";")[0].partition("=")
            self._cookies[cookie_name] = value
        if answer.status != (302 if body else 200):
            self.answers.failed[key] += 1
        return text


def number_on() -> None:
    """Rows written in bulk brought their own numbers: those to come follow the highest."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    models = list(apps.get_app_config("deals").get_models())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def users(number: int) -> Iterator[User]:
    """Signed-in users: partners of companies with hundreds of registrations, and coordinators of every region."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from deals.models import Registration
    from deals.tests import factories as make
    from partners.clock import now
    from partners.models import User as Person
    from partners.tests.factories import PersonFactory

    at = now() - timedelta(days=9)
    PersonFactory.reset_sequence(Person.objects.count())  # type: ignore[no-untyped-call]
    filled = Registration.objects.filter(reference__startswith="B-")
    companies = list(filled.values_list("partner", flat=True).distinct()[:number])
    coordinator = make.coordinator()
    own = reverse("registration-list")
    for place in range(number):
        client = Client()
        if place % 5 >= PARTNERS_OF_FIVE:
            client.force_login(coordinator)
            case = make.submitted(make.seller(), at, **planned_from(at), customer_name=token_hex(8))
            pages = {
                "queue": reverse("admin:deals_registration_changelist"),
                "queue, page 5": reverse("admin:deals_registration_changelist") + "?p=5",
                "review": reverse("admin:deals_registration_change", args=[case.pk]),
                "partners": reverse("admin:partners_partner_changelist"),
            }
            yield User("desk", client.cookies[settings.SESSION_COOKIE_NAME].value, pages)
            continue
        seller = make.seller()
        make.fresh_mirror(at)
        deal = make.approved(seller, at, coordinator, **planned_from(at), customer_name=token_hex(8))
        filled.filter(partner=companies[place % len(companies)]).update(partner=seller.partner, owner=seller)
        client.force_login(seller)
        pages = {
            "home": reverse("home"),
            "list": own,
            "list, page 3": own + "?page=3",
            "list, searched": own + "?q=alpha",
            "detail": reverse("registration-detail", args=[deal.reference]),
            "sheet": reverse("update-sheet"),
            "notices": reverse("notice-list"),
            "company": reverse("company"),
            "register": reverse("registration-start"),
            "update": reverse("registration-update", args=[deal.reference]),
        }
        yield User("partner", client.cookies[settings.SESSION_COOKIE_NAME].value, pages)


def printed(answers: Answers, seconds: float) -> None:
    for group, bar in BARS_MS.items():
        rows = {name: sorted(times) for (of, name), times in answers.seconds.items() if of == group}
        every = sorted(time for times in rows.values() for time in times)
        for name, times in [*rows.items(), (f"all of {group}", every)]:
            failed = sum(
                number
                for (of, asked), number in answers.failed.items()
                if of == group and name in (asked, f"all of {group}")
            )
            print(  # noqa: T201
                f"{group:8} {name:16} {len(times):6} answers  p50 {_ms(times, 0.5):5.0f}  p95 {_ms(times, 0.95):5.0f}  "
                f"slowest {_ms(times, 1):5.0f} ms  failed {failed}"
                + (f"  bar {bar} ms at p95" if name.startswith("all of") else "")
            )
    asked = sum(map(len, answers.seconds.values()))
    print(f"{asked / seconds:.1f} answers a second, {sum(answers.failed.values())} failed")  # noqa: T201


def _ms(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=120)
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with TemporaryDirectory() as directory:
        settle(directory, address)
        os.environ["STAFF_SECOND_FACTOR"] = "0"
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from dealreg.benchmarks.reports import fill

        for command in ("migrate", "createcachetable"):
            call_command(command, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        fill(given.rows)
        number_on()
        everybody = list(users(given.users))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        answers = Answers()
        with serving(address), ThreadPoolExecutor(given.users) as hall:
            for warm in (Answers(), answers):
                until = monotonic() + (given.seconds if warm is answers else READING_S[1] * 3)
                visits = [
                    Visit(address, user, warm, place + len(warm.seconds))
                    for place, user in enumerate(everybody)
                ]
                for visit in [hall.submit(visit.work, until) for visit in visits]:
                    visit.result()
        printed(answers, given.seconds)


if __name__ == "__main__":
    main()
