"""What must always hold is clean for what the verbs wrote, and reported once somebody wrote past them."""

from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from deals import drafts, extensions, lifecycle, price
from deals.invariants import CHECKS
from deals.models import Document, Event, Extension, Hearing, Registration, Tick
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import END_OF_DAY_28, END_OF_VALIDITY, newest
from deals.tests.test_events import without_guard
from deals.tests.test_extensions import asked
from deals.tests.test_price import DAY_15
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def violations(number: str, at: datetime = make.AT) -> list[str]:
    [check] = [check for name, check in CHECKS.items() if name.split()[0] == number]
    return list(check(at))


def write(registration: Registration, **fields: object) -> None:
    """Past the verbs."""
    Registration.objects.filter(pk=registration.pk).update(**fields)


@pytest.mark.parametrize("status", Status.values)
def test_everything_holds_in_every_state(status: str) -> None:
    registration = make.in_state(status)
    at = newest(registration).recorded_at
    assert [told for check in CHECKS.values() for told in check(at)] == []


def test_two_in_force_for_one_opportunity_would_be_reported() -> None:
    registration = make.approved()
    KnownOpportunity.objects.filter(record_id=registration.reference).update(state="closed")
    assert violations("I1") == [
        f"{registration.reference} is in force in the registrations or in the index, not in both"
    ]


@pytest.mark.parametrize("fields", [{"status": "approved"}, {"version": 40}])
def test_a_state_that_no_event_tells_is_reported(fields: dict[str, object]) -> None:
    registration = make.approved()
    lifecycle.withdraw(registration, by=registration.owner, at=make.AT)
    write(registration, **fields)
    assert len(violations("I2")) == 1


def test_an_event_that_the_table_does_not_allow_is_reported() -> None:
    registration = make.submitted()
    with without_guard():
        Event.objects.filter(registration=registration, kind="submitted").update(kind="expired")
    assert "expired at version 3 does not follow draft" in violations("I2")[0]


def test_a_gap_in_the_versions_is_reported() -> None:
    registration = make.submitted()
    with without_guard():
        Event.objects.filter(registration=registration, version=2).delete()
    assert "submitted at version 3" in violations("I2")[0]


def test_a_registration_without_events_is_reported() -> None:
    registration = make.draft()
    with without_guard():
        Event.objects.filter(registration=registration).delete()
    assert violations("I2") == [f"{registration.reference} has no event"]


def test_a_broken_chain_is_reported() -> None:
    make.draft()
    with without_guard():
        Event.objects.filter(sequence=1).update(kind="edited")
    assert violations("I3") == ["event 1 was altered"]


def test_an_update_deadline_that_nobody_noticed_is_reported() -> None:
    registration = make.approved()
    assert violations("I5", END_OF_DAY_28) == []
    told = violations("I5", END_OF_DAY_28 + HOUR)
    assert told == [f"{registration.reference} is past its update deadline and still in force"]


def test_a_lapse_without_two_warnings_is_reported() -> None:
    registration = make.lapsed()
    registration.warnings.filter(days_left__lt=14).update(handed_over_at=None)
    assert violations("I5") == [f"{registration.reference} lapsed after 1 warnings"]


def test_a_lapse_before_its_deadline_is_reported() -> None:
    registration = make.lapsed()
    with without_guard():
        Event.objects.filter(kind="lapsed").update(at=END_OF_DAY_28 - HOUR)
    assert violations("I5") == [f"{registration.reference} lapsed before it was due"]


def test_an_expiry_that_nobody_noticed_is_reported() -> None:
    registration = make.approved()
    told = violations("I6", END_OF_VALIDITY + HOUR)
    assert told == [f"{registration.reference} is past its validity and still in force"]


def test_an_expiry_waiting_for_the_answer_on_an_extension_is_not_reported() -> None:
    asked()
    assert violations("I6", END_OF_VALIDITY + HOUR) == []


def test_an_expiry_after_an_answered_extension_is_reported() -> None:
    registration = asked()
    extensions.decline_extension(registration, by=make.coordinator(), at=END_OF_VALIDITY, answer="No")
    assert len(violations("I6", END_OF_VALIDITY + HOUR)) == 1


def test_an_expiry_without_notice_is_reported() -> None:
    registration = make.expired()
    registration.warnings.filter(clock="validity").delete()
    assert violations("I6") == [f"{registration.reference} expired without a notice"]


def test_what_the_newest_tick_failed_on_is_reported() -> None:
    Tick.objects.create(started_at=make.AT, ended_at=make.AT, done={"failed": 2})
    told = list(CHECKS["I5, I6 the clock passes every row that is due"](make.AT))
    assert told == ["the tick at 2027-03-01 03:00:00 UTC failed on 2 registrations"]


def test_a_document_without_its_file_is_reported() -> None:
    registration = make.draft()
    Document.objects.create(
        registration=registration, title="x", content="gone", size=1, sha256="0" * 64,
        uploaded_by=registration.owner, uploaded_at=make.AT,
    )  # fmt: skip
    assert "has no file" in violations("I8")[0]


def test_an_altered_document_is_reported() -> None:
    registration = make.draft()
    document = drafts.attach(
        registration, ContentFile(b"offer"), title="offer.txt", content_type="text/plain",
        by=registration.owner, at=make.AT,
    )  # fmt: skip
    assert violations("I8") == []
    Document.objects.update(sha256="0" * 64)
    assert violations("I8") == [f"document {document.pk} of {registration.reference} was altered"]


def test_an_event_of_another_companys_person_is_reported() -> None:
    registration = make.draft()
    with without_guard():
        Event.objects.filter(registration=registration, version=2).update(actor=make.seller())
    assert violations("I10") == [f"event 2 of {registration.reference} was written by another company"]


def test_an_extension_that_moves_the_expiry_back_is_reported() -> None:
    registration = make.approved()
    extension = extensions.grant_extension(registration, by=make.coordinator(), at=make.AT, answer="Tender")
    Extension.objects.update(expires_after=END_OF_VALIDITY)
    assert violations("I11") == [f"extension {extension.pk} moved the expiry backwards"]


def test_a_price_applied_for_too_early_is_reported() -> None:
    registration = make.approved()
    price.apply_for_price(registration, note="12 %", by=registration.owner, at=DAY_15)
    registration.price_applications.update(at=DAY_15 - HOUR)
    assert violations("I12") == [
        f"{registration.reference} applied for a price before its lead time was over"
    ]


def test_a_revocation_before_the_partner_could_reply_is_reported() -> None:
    registration = make.revoked()
    Hearing.objects.update(replied_at=None)
    assert violations("Hearing") == [f"{registration.reference} was revoked before the partner could reply"]


def test_a_revocation_without_a_hearing_is_reported() -> None:
    registration = make.revoked()
    Hearing.objects.all().delete()
    assert violations("Hearing") == [f"{registration.reference} was revoked without a hearing"]


def test_a_registration_that_does_not_tell_of_its_open_hearing_is_reported() -> None:
    registration = make.heard(make.approved())
    write(registration, hearing_until=None)
    assert violations("Hearing") == [f"{registration.reference} does not tell of its open hearing"]


def test_a_registration_that_tells_of_a_closed_hearing_is_reported() -> None:
    registration = make.heard(make.approved())
    Hearing.objects.update(closed_at=make.AT)
    assert violations("Hearing") == [f"{registration.reference} tells of a hearing that is not open"]
