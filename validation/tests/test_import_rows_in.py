from decimal import Decimal

import pytest
from django.db import connection

from validation.models import KnownOpportunity, KnownReading, PipelineSync
from validation.pipeline import mirror as importing
from validation.tests.brought_in import AT, BAD, LATER, bring_in, counts, mirror
from validation.tests.pipeline_files import row

pytestmark = pytest.mark.django_db


def test_rows_come_into_the_mirror_and_into_the_search() -> None:
    report = bring_in(row(1), row(2))
    known = KnownOpportunity.objects.get(record_id="006A1")
    assert (counts(report), report.written) == ((2, 0, 0, 0, 0), True)
    assert (known.source, known.amount, known.synced_at) == ("pipeline", Decimal(1000), AT)
    assert KnownReading.objects.filter(known=known).exists()


def test_the_same_rows_twice_change_nothing_but_the_time_they_were_seen() -> None:
    bring_in(row(1), row(2))
    before = list(KnownOpportunity.objects.order_by("pk").values())
    assert counts(bring_in(row(1), row(2), at=LATER)) == (0, 0, 2, 0, 0)
    assert list(KnownOpportunity.objects.order_by("pk").values()) == [
        {**known, "synced_at": LATER} for known in before
    ]


def test_the_owner_of_a_row_is_kept_and_the_same_rows_change_nothing() -> None:
    bring_in(row(1) | {"owner": " Ingrid Holm "})
    assert KnownOpportunity.objects.get(record_id="006A1").account_manager == "Ingrid Holm"
    assert counts(bring_in(row(1) | {"owner": "Ingrid Holm"}, at=LATER)) == (0, 0, 1, 0, 0)


def test_a_changed_row_keeps_its_place_and_is_found_under_its_new_name() -> None:
    bring_in(row(1), row(2))
    first = KnownOpportunity.objects.get(record_id="006A1")
    assert counts(bring_in(row(1, customer_name="Østhavn"), row(2), at=LATER)) == (0, 1, 1, 0, 0)
    reading = KnownReading.objects.select_related("known", "name").get(known=first)
    assert (reading.known.customer_name, reading.name.spelling) == ("Østhavn", "Østhavn")


def test_good_rows_come_in_when_asked_but_the_mirror_is_not_up_to_date() -> None:
    report = bring_in(row(1), row(2, **BAD), good_rows=True)
    assert (report.written, mirror()) == (True, {"006A1": "open"})
    assert PipelineSync.objects.last_complete_at() is None


def test_a_record_id_may_equal_the_reference_of_a_registration() -> None:
    KnownOpportunity.objects.create(
        source="registration", record_id="006A1", customer_name="Acme", created_in_source_at=AT, synced_at=AT
    )
    assert counts(bring_in(row(1))) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("stage", "state"),
    [("Closed Won", "closed"), ("closed - lost", "closed"), ("Prospecting", "open"), ("", "open")],
)
def test_a_stage_of_the_source_tells_whether_a_row_is_open(stage: str, state: str) -> None:
    bring_in(row(1, state="", stage=stage))
    assert mirror() == {"006A1": state}


def test_an_amount_in_dollars_needs_no_currency() -> None:
    bring_in(row(1, amount="", currency="", amount_usd="1,500"))
    known = KnownOpportunity.objects.get()
    assert (known.amount, known.currency) == (Decimal(1500), "USD")


@pytest.mark.django_db(transaction=True)
def test_many_rows_rebuild_the_search_index() -> None:
    bring_in(row(0))
    bring_in(*(row(number) for number in range(300)), at=LATER)
    assert KnownReading.objects.count() == 300


def plans_kept() -> int:
    """How often the server used a plan that it keeps, whatever has come into the table since."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


@pytest.mark.postgres
def test_each_batch_is_planned_for_the_rows_that_came_in_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    kept = plans_kept()
    bring_in(*(row(number) for number in range(30)))
    assert plans_kept() == kept
