"""Measures the coordinator's queue with many pending cases, over HTTP within one process, and prints milliseconds.

    DATABASE_URL=postgres://… STAFF_SECOND_FACTOR=0 python -m dealreg.benchmarks.queue --pending 5000

The database should be one kept for measuring: it is filled once, through the verbs' own tables and in bulk.
"""

import os
from argparse import ArgumentParser
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

LOOKS: dict[str, dict[str, Any]] = {
    "all that waits": {},
    "to decide": {"waits": "decision"},
    "page 50": {"p": 50},
    "one region": {"region": "apac"},
}


def fill(pending: int, at: Any) -> None:
    """Copies of one submitted case, spread over partners and hours, until so many wait."""
    from deals.models import Check, Registration
    from deals.tests import factories as make
    from validation.findings import Code, Outcome

    if not Registration.objects.filter(status="submitted").exists():
        make.submitted(at=at)
    sample = Registration.objects.filter(status="submitted").earliest("pk")
    sellers = [make.seller() for _number in range(20)] if pending > 1000 else [sample.owner]
    missing = pending - Registration.objects.filter(status="submitted").count()
    for start in range(0, missing, 1000):
        rows: list[Registration] = []
        for number in range(start, min(start + 1000, missing)):
            row = Registration.objects.get(pk=sample.pk) if not rows else _copy(rows[0])
            owner = sellers[number % len(sellers)]
            row.pk, row.reference, row.owner, row.partner = None, f"Q-{number:06}", owner, owner.partner
            row.decision_due_at = at + timedelta(minutes=7 * (number % 900))
            row.risk, row.customer_name = number % 9, f"Customer {number}"
            rows.append(row)
        made = Registration.objects.bulk_create(rows)
        Check.objects.bulk_create(
            Check(registration=row, occasion="screen", code=code, outcome=Outcome.PASS, at=at)
            for row in made
            for code in Code
        )


def _copy(row: Any) -> Any:
    from copy import copy

    return copy(row)


def measure(
    client: Any, url: str, query: dict[str, Any], rounds: int
) -> tuple[list[float], list[float], int]:
    """Milliseconds of each round by the clock on the wall and of the processor, sorted; and the queries of one."""
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url, query).status_code == 200
        queries = len(counted)
    times, busy = [], []
    for _round in range(rounds):
        started, worked = perf_counter(), process_time()
        client.get(url, query)
        times.append((perf_counter() - started) * 1000)
        busy.append((process_time() - worked) * 1000)
    return sorted(times), sorted(busy), queries


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pending", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from deals.tests import factories as make
    from partners.clock import now
    from partners.models import User
    from partners.tests.factories import PersonFactory

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    PersonFactory.reset_sequence(User.objects.count())  # type: ignore[no-untyped-call]
    fill(given.pending, now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(make.coordinator())
    url = reverse("admin:deals_registration_changelist")
    for name, query in LOOKS.items():
        times, busy, queries = measure(client, url, query, given.rounds)
        print(  # noqa: T201
            f"{name:16} p50 {times[len(times) // 2]:.0f} ms  p95 {times[int(len(times) * 0.95)]:.0f} ms  "
            f"processor p95 {busy[int(len(busy) * 0.95)]:.0f} ms  {queries} queries"
        )


if __name__ == "__main__":
    main()
