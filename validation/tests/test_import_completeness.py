import pytest

from validation.models import KnownOpportunity, PipelineSync
from validation.tests.brought_in import AT, BAD, LATER, bring_in, counts, mirror
from validation.tests.pipeline_files import row

pytestmark = pytest.mark.django_db


def test_rows_that_a_file_does_not_hold_stay() -> None:
    bring_in(row(1), row(2))
    bring_in(row(1), at=LATER)
    assert mirror() == {"006A1": "open", "006A2": "open"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_complete_file_closes_the_open_rows_it_does_not_hold(dry_run: bool) -> None:
    bring_in(row(1), row(2), row(3, state="closed"))
    assert counts(bring_in(row(1), at=LATER, complete=True, dry_run=dry_run)) == (0, 0, 1, 1, 0)
    assert mirror()["006A2"] == ("open" if dry_run else "closed")


def test_a_complete_file_with_a_refused_row_closes_nothing() -> None:
    bring_in(row(1), row(2))
    report = bring_in(row(1, **BAD), row(3), at=LATER, complete=True, good_rows=True)
    assert (report.closed, mirror()["006A2"]) == (0, "open")


def test_a_complete_file_never_touches_registrations() -> None:
    KnownOpportunity.objects.create(
        source="registration", record_id="DR-1", customer_name="Acme", created_in_source_at=AT, synced_at=AT
    )
    bring_in(row(1), complete=True)
    assert mirror()["DR-1"] == "open"


@pytest.mark.parametrize("complete", [True, False])
def test_an_empty_file_is_refused_and_closes_nothing(complete: bool) -> None:
    bring_in(row(1))
    report = bring_in(at=LATER, complete=complete)
    assert (report.written, report.broken, mirror()) == (False, True, {"006A1": "open"})
    assert PipelineSync.objects.last_complete_at() == AT
