"""What counts as an update, and what it does to the update clock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from deals import drafts, updates
from deals.drafts import Product
from deals.models import Registration, Update
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.clock import BANGKOK, END_OF_DAY_28, fresh, morning
from deals.updates import Report
from partners.tests.factories import ProductLineFactory
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db


def record(registration: Registration, report: Report, day: int = 10) -> Update:
    return updates.record_update(registration, report, by=registration.owner, at=morning(day))


@pytest.mark.parametrize(
    ("report", "because"),
    [
        (Report(stage="negotiation"), "facts-changed"),
        (Report(budget=Decimal("260000.00")), "facts-changed"),
        (Report(close_on=date(2027, 6, 30)), "facts-changed"),
        (Report(contact_on=date(2027, 3, 10)), "customer-contact"),
        (Report(next_step="Demo at site", next_step_on=date(2027, 3, 20)), "next-step"),
        (Report(no_change="Budget round until April"), "no-change"),
    ],
)
def test_a_dated_fact_counts(report: Report, because: str) -> None:
    update = record(make.approved(), report)
    assert (update.counted, update.because) == (True, because)


def test_changed_products_count() -> None:
    registration = make.approved()
    update = record(
        registration, Report(products=[Product(ProductLineFactory.create(code="storage.hybrid"))])
    )
    assert update.changed == ["products"]
    assert update.counted


def test_a_new_document_counts() -> None:
    registration = make.approved()
    drafts.attach(
        registration, ContentFile(b"offer"), title="offer.txt", content_type="text/plain",
        by=registration.owner, at=morning(5),
    )  # fmt: skip
    assert record(registration, Report(note="See the offer")).because == "new-document"


def test_a_document_from_before_the_clock_started_does_not_count_again() -> None:
    registration = make.approved()
    drafts.attach(
        registration, ContentFile(b"offer"), title="offer.txt", content_type="text/plain",
        by=registration.owner, at=morning(5),
    )  # fmt: skip
    record(registration, Report(note="See the offer"))
    assert not record(registration, Report(note="As before"), day=12).counted


@pytest.mark.parametrize(
    "report",
    [
        Report(note="All is well"),
        Report(stage="identified", note="Still the same stage"),
        Report(next_step="Some day a demo"),
    ],
)
def test_words_without_a_date_or_a_change_do_not_count(report: Report) -> None:
    update = record(make.approved(), report)
    assert (update.counted, update.because) == (False, "nothing-dated")


def test_a_counting_update_tells_the_new_deadline_at_once() -> None:
    update = record(make.approved(), Report(contact_on=date(2027, 3, 10)))
    assert update.due_before == END_OF_DAY_28
    assert update.due_after == datetime(2027, 4, 8, 23, 59, 59, tzinfo=BANGKOK)


def test_an_update_that_does_not_count_leaves_the_deadline() -> None:
    registration = make.approved()
    update = record(registration, Report(note="All is well"))
    assert update.due_after == END_OF_DAY_28
    assert fresh(registration).update_due_at == END_OF_DAY_28


def test_no_change_counts_twice_running_and_not_a_third_time() -> None:
    registration = make.approved()
    counted = [record(registration, Report(no_change="Budget round"), day).counted for day in (5, 10, 15)]
    assert counted == [True, True, False]


def test_no_change_counts_again_after_a_real_update() -> None:
    registration = make.approved()
    for day in (5, 10):
        record(registration, Report(no_change="Budget round"), day)
    record(registration, Report(contact_on=date(2027, 3, 12)), 12)
    assert record(registration, Report(no_change="Budget round"), 15).counted


def test_an_empty_report_is_refused() -> None:
    with pytest.raises(Refused):
        record(make.approved(), Report())


def test_a_contact_in_the_future_is_refused() -> None:
    with pytest.raises(Refused):
        record(make.approved(), Report(contact_on=date(2027, 3, 12)), day=10)


def test_a_next_step_in_the_past_is_refused() -> None:
    with pytest.raises(Refused):
        record(make.approved(), Report(next_step="Demo", next_step_on=date(2027, 3, 10)), day=10)


def test_days_of_a_report_are_the_partners() -> None:
    registration = make.approved()
    first_hour = datetime(2027, 3, 12, 0, 30, tzinfo=BANGKOK)
    report = Report(contact_on=date(2027, 3, 12))
    assert updates.record_update(registration, report, by=registration.owner, at=first_hour).counted


def test_the_vendors_edits_do_not_count() -> None:
    registration = make.approved()
    updates.freeze(registration, by=make.coordinator(), at=morning(10))
    updates.thaw(registration, by=make.coordinator(), at=morning(10))
    assert fresh(registration).update_from_at == make.AT


def test_a_coordinator_logs_an_update_given_elsewhere_with_its_evidence() -> None:
    registration = make.approved()
    report = Report(contact_on=date(2027, 3, 10), evidence="Mail of the partner")
    update = updates.log_update(registration, report, by=make.coordinator(), at=morning(10))
    assert update.counted
    assert "Mail of the partner" in update.note


def test_a_coordinator_does_not_log_an_update_without_evidence() -> None:
    with pytest.raises(Refused):
        updates.log_update(
            make.approved(), Report(contact_on=date(2027, 3, 10)), by=make.coordinator(), at=morning(10)
        )


def test_the_index_of_opportunities_follows_a_reported_change() -> None:
    registration = make.approved()
    record(registration, Report(budget=Decimal("990000.00")))
    known = KnownOpportunity.objects.get(record_id=registration.reference)
    assert (known.amount, known.state) == (Decimal("990000.00"), "open")


def test_a_third_freeze_is_refused() -> None:
    registration, by = make.approved(), make.coordinator()
    for day in (1, 3):
        updates.freeze(registration, by=by, at=morning(day))
        updates.thaw(registration, by=by, at=morning(day + 1))
    with pytest.raises(Refused):
        updates.freeze(registration, by=by, at=morning(6))


def test_a_thawed_clock_runs_on_from_where_it_stood() -> None:
    registration, by = make.approved(), make.coordinator()
    updates.freeze(registration, by=by, at=morning(10))
    updates.thaw(registration, by=by, at=morning(14))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=4)


def test_an_update_during_a_freeze_restarts_the_clock_that_stands_on() -> None:
    registration, by = make.approved(), make.coordinator()
    updates.freeze(registration, by=by, at=morning(10))
    make.updated(registration, morning(20))
    updates.thaw(registration, by=by, at=morning(25))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=20 + 5)
