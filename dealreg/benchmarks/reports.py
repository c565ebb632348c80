"""Measures every report over many registrations, and prints p95 beside a plain count of the same table.

    DATABASE_URL=postgres://… STAFF_SECOND_FACTOR=0 TESTING=1 python -m dealreg.benchmarks.reports --rows 50000

Pages are asked for over HTTP within one process by a programme manager, twelve months and every region; the ratio is
the page's p95 to that of `SELECT count(*)` over the registrations. PostgreSQL alone. The database should be one kept
for measuring: it is filled once, with lives spread over a year, eight regions and sixty partners of every tier.
"""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from time import perf_counter
from typing import Any

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

REGIONS, PARTNERS = 8, 60
# Version, kind, status afterwards, days after the submission, and the registrations (by number) that have it.
LIFE = (
    (1, "started", "draft", -1, "true"),
    (2, "edited", "draft", -1, "true"),
    (3, "submitted", "submitted", 0, "true"),
    (4, "screened", "submitted", 0, "true"),
    (5, "claimed", "submitted", 1, "true"),
    (6, "returned", "returned", 1, "n % 5 = 0"),
    (7, "submitted", "submitted", 3, "n % 5 = 0"),
    (8, "approved", "approved", 4, "n % 10 < 7"),
    (8, "rejected", "rejected", 4, "n % 10 IN (7, 8)"),
    *((9 + week, "updated", "approved", 20 + 16 * week, "n % 10 < 7") for week in range(6)),
    (15, "lapsed", "lapsed", 130, "n % 10 = 5"),
    (15, "won", "won", 130, "n % 10 IN (4, 6)"),
)
CODES = ("complete", "verified", "lead-time", "pipeline", "single", "scope", "eligible")


def fill(rows: int) -> None:
    """Lives of so many registrations, written past the verbs in one go."""
    from deals.models import Registration
    from deals.tests import factories as make
    from partners.clock import now
    from partners.models import User
    from partners.tests.factories import PartnerFactory, PersonFactory, RegionFactory
    from partners.tiers import Tier

    if Registration.objects.count() >= rows:
        return
    PersonFactory.reset_sequence(User.objects.count())  # type: ignore[no-untyped-call]
    sample = make.approved(at=now())
    regions = [RegionFactory.create(code=f"apac.bench-{number}").pk for number in range(REGIONS)]
    partners = [PartnerFactory.create(tier=Tier.values[number % 6]).pk for number in range(PARTNERS)]
    begun = "now() - ((n % 360 + 5) * interval '1 day') - ((n % 23) * interval '1 hour')"
    changed = {
        "id": f"{sample.pk} + n",
        "reference": "'B-' || n",
        "status": (
            "CASE WHEN n % 10 < 4 THEN 'approved' WHEN n % 10 IN (4, 6) THEN 'won' WHEN n % 10 = 5 THEN 'lapsed' "
            "WHEN n % 10 = 9 THEN 'submitted' ELSE 'rejected' END"
        ),
        "region_id": f"(ARRAY{regions})[1 + n % {REGIONS}]",
        "partner_id": f"(ARRAY{partners})[1 + n % {PARTNERS}]",
        "submitted_at": begun,
        "budget": "1000 + n + 0.01 * (n % 100)",
        "currency": "(ARRAY['USD', 'EUR', 'CNY', 'SGD'])[1 + n % 4]",
    }
    copies("deals_registration", "id", sample.pk, changed, rows)
    for version, kind, status, days, which in LIFE:
        event = {
            "id": f"(SELECT max(id) FROM deals_event) + n + {version * 1_000_000}",
            "sequence": f"{version * 1_000_000} + n * 3 + {1 if kind in ('rejected', 'won') else 0}",
            "registration_id": f"{sample.pk} + n",
            "version": str(version),
            "kind": f"'{kind}'",
            "status": f"'{status}'",
            "at": f"{begun} + {days} * interval '1 day'",
            "payload": """jsonb_build_object('counted', true, 'codes', jsonb_build_array('budget-unconfirmed'))""",
            "hash": f"'{version}-{kind}-' || n",
        }
        copies("deals_event", "registration_id", sample.pk, event, rows, which)
    for act, days, which in (
        ("return", 1, "n % 5 = 0"),
        ("approve", 4, "n % 10 < 7"),
        ("reject", 4, "n % 10 IN (7, 8)"),
    ):
        codes = "'[]'::jsonb" if act == "approve" else """'["budget-unconfirmed"]'::jsonb"""
        decision = {
            "id": f"(SELECT max(id) FROM deals_decision) + n + {days * 1_000_000}",
            "registration_id": f"{sample.pk} + n",
            "act": f"'{act}'",
            "codes": codes,
            "at": f"{begun} + {days} * interval '1 day'",
            "worked_seconds": "(n * 7919) % 300000",
        }
        copies("deals_decision", "registration_id", sample.pk, decision, rows, which)
    for occasion in ("screen", "approve"):
        for code in CODES:
            check = {
                "id": "(SELECT max(id) FROM deals_check) + n",
                "registration_id": f"{sample.pk} + n",
                "occasion": f"'{occasion}'",
                "code": f"'{code}'",
                "outcome": "CASE WHEN n % 9 = 0 THEN 'review' ELSE 'pass' END",
            }
            copies("deals_check", "registration_id", sample.pk, check, rows)
    run(
        "INSERT INTO deals_extension (registration_id, asked_by_id, asked_at, close_on, reason, granted, answer, "
        f"expires_before) SELECT {sample.pk} + n, {sample.owner_id}, {begun} + interval '40 days', current_date, '', "
        f"n % 12 = 0, '', now() FROM generate_series(1, {rows}) n WHERE n % 6 = 0"
    )


def copies(table: str, key: str, of: int, changed: dict[str, str], rows: int, which: str = "true") -> None:
    """Copies of the first row of a registration in a table, one for every number that `which` holds of."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    listed = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'sample."{name}"') for name in names)
    sample = f'(SELECT * FROM "{table}" WHERE "{key}" = {of} ORDER BY id LIMIT 1) sample'
    run(
        f'INSERT INTO "{table}" ({listed}) SELECT {values} FROM {sample}, generate_series(1, {rows}) n WHERE {which}'
    )


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client
    from django.urls import reverse

    from deals.reports.shelf import KINDS
    from partners.models import User
    from partners.tests.factories import ManagerFactory, PersonFactory

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill(given.rows)
    run("VACUUM ANALYZE")
    PersonFactory.reset_sequence(User.objects.count())  # type: ignore[no-untyped-call]
    client = Client()
    client.force_login(ManagerFactory.create())
    plain = p95(lambda: run("SELECT count(*) FROM deals_registration"), given.rounds)
    print(f"{'count(*)':22} p95 {plain * 1000:7.1f} ms")  # noqa: T201
    for slug in KINDS:
        url = reverse("desk-report", args=[slug])
        with CaptureQueriesContext(connection) as counted:
            ask(client, url)
            queries = len(counted)
        spent = p95(lambda url=url: ask(client, url), given.rounds)  # type: ignore[misc]
        print(  # noqa: T201
            f"{slug:22} p95 {spent * 1000:7.1f} ms  {spent / plain:6.1f} x count(*)  {queries} queries"
        )


def ask(client: Any, url: str) -> None:
    assert client.get(url).status_code == 200, url


def p95(work: Callable[[], None], rounds: int) -> float:
    work()
    times = []
    for _round in range(rounds):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
