from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from deals.tests import factories as make
from deals.tests.acting import DAY, news, said
from deals.tests.writer import Writer, text

pytestmark = pytest.mark.django_db


def test_the_update_page_opens_prefilled_and_changes_nothing() -> None:
    registration = make.approved()
    page = text(Writer(registration.owner).get("registration-update", registration.reference))
    assert 'value="250000.00"' in page
    registration.refresh_from_db()
    assert not registration.updates.exists()


def test_a_saved_update_says_that_it_counts_why_and_the_new_due_date() -> None:
    registration = make.approved()
    writer = Writer(registration.owner, make.AT + 10 * DAY)
    response = writer.post(
        "registration-update", registration.reference, **news(registration, contact_on="2027-03-10")
    )
    assert said(response) == (
        "Update saved. It counts: you were in contact with the customer. "
        "The next update is due by Thu 8 Apr 2027, 23:59 Thailand Time."
    )


def test_an_update_without_a_date_says_that_it_does_not_count() -> None:
    registration = make.approved()
    response = Writer(registration.owner).post(
        "registration-update", registration.reference, **news(registration, note="Called again")
    )
    assert "It does not count" in said(response)
    assert "still due by Mon 29 Mar 2027" in said(response)


def test_an_untouched_update_is_refused_with_everything_still_there() -> None:
    registration = make.approved()
    response = Writer(registration.owner).post(
        "registration-update", registration.reference, **news(registration)
    )
    assert "Say what changed" in text(response)
    assert not registration.updates.exists()


def test_a_refused_update_keeps_what_was_typed() -> None:
    registration = make.approved()
    response = Writer(registration.owner).post(
        "registration-update",
        registration.reference,
        **news(registration, contact_on="2028-01-01", note="Met the board"),
    )
    assert "The customer contact lies in the future." in text(response)
    assert "Met the board" in text(response)


def test_an_update_over_somebody_elses_says_what_happened_and_keeps_the_answers() -> None:
    registration = make.approved()
    stale = news(registration, note="Mine", contact_on="2027-03-01")
    make.updated(registration, make.AT + timedelta(hours=1))
    writer = Writer(registration.owner)
    response = writer.post("registration-update", registration.reference, **stale)
    page = response.content.decode()
    assert response.status_code == 409
    assert "What happened meanwhile" in page
    assert "Mine" in page
    assert f'name="version" value="{registration.partner_version}"' in page
    assert registration.updates.count() == 1


def test_a_new_document_on_an_approved_deal_leads_to_the_update_it_makes_count() -> None:
    registration = make.approved()
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    response = Writer(registration.owner).post("registration-attach", registration.reference, document=upload)
    assert response.headers["Location"].endswith("/update/")
    assert registration.documents.get().title == "letter.pdf"
