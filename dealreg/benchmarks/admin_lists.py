"""Measures the desk's list of registrations beside a stock ModelAdmin over the same table, and prints ratios.

    DATABASE_URL=postgres://… STAFF_SECOND_FACTOR=0 TESTING=1 python -m dealreg.benchmarks.admin_lists --rows 100000

Three admins show the same columns, fifty rows a page, to the same programme manager over HTTP within one process, in
turns: ours, a stock ModelAdmin, and a stock one with `list_select_related` and without the full count. The database
should be one kept for measuring: it is filled once, with copies of one registration spread over customers, partners,
regions and states.
"""

import os
from argparse import ArgumentParser
from datetime import timedelta
from time import perf_counter
from typing import Any

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

PER_PAGE = 50
LOOKS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "first page": ({"status": "any"}, {}),
    "page 1500": ({"status": "any", "p": 1500}, {"p": 1500}),
    "filtered": ({"status": "approved"}, {"status__exact": "approved"}),
    "searched, many": ({"q": "hospital"}, {"q": "hospital"}),
    "searched, few": ({"q": "hospital 4711"}, {"q": "hospital 4711"}),
}
STATES = (
    "approved",
    "approved",
    "approved",
    "won",
    "lost",
    "rejected",
    "expired",
    "lapsed",
    "returned",
    "submitted",
)


def fill(rows: int, at: Any) -> None:
    """Copies of one approved registration until there are so many; a twentieth waits for a decision."""
    from deals.models import Registration
    from deals.tests import factories as make

    missing = rows - Registration.objects.count()
    if missing <= 0:
        return
    sample = make.approved(make.seller(), at)
    like = {field.attname: getattr(sample, field.attname) for field in sample._meta.concrete_fields}
    sellers = [make.seller() for _number in range(40)]
    kinds = ("Hospital", "University", "Bank", "Port Authority", "Rail", "Water Works", "Museum")
    for start in range(0, missing, 5000):
        batch: list[Registration] = []
        for number in range(start, min(start + 5000, missing)):
            owner, state = sellers[number % len(sellers)], STATES[number % len(STATES)]
            row = Registration(**like | {"status": state if number % 20 else "submitted"})
            row.pk, row.reference, row.owner = None, f"B-{number:07}", owner
            assert owner.partner is not None
            row.partner = owner.partner
            row.customer_name = f"{kinds[number % len(kinds)]} {number}"
            row.search_text = f"b-{number:07} {row.customer_name.lower()} storage renewal bangkok"
            row.decision_due_at = at + timedelta(minutes=7 * (number % 900))
            batch.append(row)
        Registration.objects.bulk_create(batch, batch_size=1000)


def rivals() -> dict[str, str]:
    """Registers the stock admins; the address of each list by its name."""
    from django.contrib import admin
    from django.urls import reverse

    from deals.models import Registration

    class Stock(admin.ModelAdmin):
        list_display = (
            "customer_name", "project_name", "reference", "partner", "distributor", "region", "status",
            "decision_due_at", "reviewer",
        )  # fmt: skip
        list_filter = ("status", "region")
        search_fields = ("reference", "customer_name", "project_name", "partner__name", "tax_number")
        list_per_page = PER_PAGE

        def has_view_permission(self, request: Any, obj: Any = None) -> bool:
            return True

    class Tuned(Stock):
        list_select_related = ("partner", "distributor", "region", "reviewer")
        show_full_result_count = False

    found = {"ours": "admin:deals_registration_changelist"}
    for name, kind in {"stock": Stock, "tuned": Tuned}.items():
        options = type("Meta", (), {"proxy": True, "app_label": "deals"})
        model: Any = type(f"{name.title()}Row", (Registration,), {"__module__": __name__, "Meta": options})
        admin.site.register(model, kind)
        found[name] = f"admin:deals_{model._meta.model_name}_changelist"
    return {name: reverse(view) for name, view in found.items()}


def seconds(client: Any, url: str, query: dict[str, Any]) -> float:
    started = perf_counter()
    assert client.get(url, query).status_code == 200, (url, query)
    return perf_counter() - started


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from partners.clock import now
    from partners.models import User
    from partners.tests.factories import ManagerFactory, PersonFactory

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    PersonFactory.reset_sequence(User.objects.count())  # type: ignore[no-untyped-call]
    fill(given.rows, now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    client = Client()
    client.force_login(ManagerFactory.create())
    urls = rivals()
    for look, (own, stock) in LOOKS.items():
        measure(client, urls, look, own, stock, given.rounds)


def measure(
    client: Any, urls: dict[str, str], look: str, own: dict[str, Any], stock: dict[str, Any], rounds: int
) -> None:
    """Print requests per second of each by the median, what ours is faster by, and how many queries each asks."""
    asked = {name: own if name == "ours" else stock for name in urls}
    queries, spent = {}, {name: [] for name in urls}  # type: dict[str, int], dict[str, list[float]]
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as counted:
            seconds(client, url, asked[name])
        queries[name] = len(counted)
    for _round in range(rounds):
        for name, url in urls.items():
            spent[name].append(seconds(client, url, asked[name]))
    median = {name: sorted(times)[len(times) // 2] for name, times in spent.items()}
    told = [f"{name} {1 / median[name]:.1f}/s ({queries[name]} queries)" for name in urls]
    ratios = [f"{median[name] / median['ours']:.1f}x {name}" for name in urls if name != "ours"]
    print(f"{look:15}", *told, "  ours:", ", ".join(ratios), sep="  ")  # noqa: T201


if __name__ == "__main__":
    main()
