"""Check your answers, submit once, and the receipt; the answer to a return."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from deals import drafts
from deals.models import Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests.writer import LATER, Writer, text
from partners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def draft(user: User) -> Registration:
    return make.draft(user, attested_true=False, attested_shared=False)


def receipt_of(row: Registration) -> str:
    return f"/registrations/{row.reference}/receipt/"


def test_the_check_page_shows_every_answer_and_what_was_skipped(user: User, draft: Registration) -> None:
    page = text(Writer(user).get("registration-check", draft.reference))
    for words in (
        draft.customer_name,
        draft.project_name,
        "250,000.00 USD",
        "Tue 1 Jun 2027",
        "Somchai Canary",
    ):
        assert words in page
    assert "Not provided" in page
    assert 'Change<span class="visually-hidden"> Decision chain</span>' in page


def test_the_button_submits_and_leads_to_the_receipt(user: User, draft: Registration) -> None:
    response = Writer(user).submit(draft)
    assert response.headers["Location"] == receipt_of(draft)
    draft.refresh_from_db()
    assert (draft.status, draft.submitted_at is not None) == (Status.SUBMITTED, True)


def test_submission_needs_both_attestations(user: User, draft: Registration) -> None:
    page = text(Writer(user).submit(draft, attested_shared=""))
    assert "Nothing was submitted yet." in page
    assert "The customer's consent is not confirmed yet." in page
    assert Registration.objects.get(pk=draft.pk).status == Status.DRAFT


def test_each_point_in_the_way_links_to_the_field_in_its_task(user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    page = text(Writer(user).submit(row))
    for slug, field in (
        ("project", "budget"),
        ("products", "products"),
        ("decision-chain", "decision_chain"),
    ):
        assert f'href="/registrations/{row.reference}/edit/{slug}/?back=check#id_{field}"' in page
        assert f'id="id_{field}"' in text(Writer(user).task(row, slug))


def test_a_task_opened_from_the_check_page_shows_what_is_missing(user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    assert '<a href="#id_budget">' in text(Writer(user).task(row, "project", back="check"))
    assert '<a href="#id_budget">' not in text(Writer(user).task(row, "project"))


def test_a_second_press_lands_on_the_same_receipt(user: User, draft: Registration) -> None:
    writer = Writer(user)
    writer.submit(draft)
    assert writer.submit(draft, version=1).headers["Location"] == receipt_of(draft)
    assert draft.submissions.count() == 1


def test_the_check_page_of_a_submitted_registration_leads_to_its_receipt(user: User) -> None:
    row = make.submitted(user)
    assert Writer(user).get("registration-check", row.reference).headers["Location"] == receipt_of(row)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_five_presses_at_once_make_one_submission_and_all_land_on_its_receipt(
    settings: Settings,
) -> None:
    user = make.seller()
    row = make.draft(user, attested_true=False, attested_shared=False)
    row.refresh_from_db()
    writers = [Writer(user) for _number in range(5)]
    barrier = Barrier(5)

    def press(writer: Writer) -> str:
        barrier.wait()
        try:
            data = {"version": row.version, "attested_true": "on", "attested_shared": "on"}
            return writer.client.post(f"/registrations/{row.reference}/check/", data).headers["Location"]
        finally:
            connection.close()

    settings.DEMO_CLOCK_OFFSET = (LATER - datetime.now(UTC)).total_seconds()
    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(press, writers)) == [receipt_of(row)] * 5
    assert Registration.objects.get().submissions.count() == 1


def test_the_receipt_is_a_record_of_the_submission(user: User) -> None:
    row = make.submitted(user)
    page = text(Writer(user).get("registration-receipt", row.reference))
    submission = row.submissions.get()
    for words in (
        row.reference, "2027-03-01 03:00:00.000000 UTC", "Mon 1 Mar 2027, 10:00 Thailand Time",
        submission.sealed_number, submission.sha256, row.customer_name, "Wed 3 Mar 2027, 10:00 Thailand Time",
        "whose sequence number was given first",
    ):  # fmt: skip
        assert words in page


def test_a_draft_has_no_receipt(user: User, draft: Registration) -> None:
    response = Writer(user).get("registration-receipt", draft.reference)
    assert response.headers["Location"] == f"/registrations/{draft.reference}/edit/"


def test_a_return_tells_its_reasons_with_remedy_and_opens_only_what_was_asked(user: User) -> None:
    row = make.returned(user, codes=("budget-unconfirmed",))
    page = text(Writer(user).get("registration-answer", row.reference))
    assert "The budget could not be confirmed." in page
    assert "Give the amount the customer has approved or plans, and attach what shows it." in page
    assert f"/registrations/{row.reference}/edit/project/" in page
    assert f"/registrations/{row.reference}/edit/customer/" not in page


def test_a_returned_registration_says_by_when_an_answer_keeps_its_place(user: User) -> None:
    row = make.returned(user)
    page = text(Writer(user).get("registration-answer", row.reference))
    assert "Answer by then and the registration keeps its place" in page
    assert row.answer_due_at is not None
    late = Writer(user, at=row.answer_due_at + timedelta(hours=1))
    assert "The time to keep the place is over." in text(late.get("registration-answer", row.reference))


def test_the_task_list_of_a_returned_registration_is_its_answer_page(user: User) -> None:
    row = make.returned(user)
    response = Writer(user).get("registration-edit", row.reference)
    assert response.headers["Location"] == f"/registrations/{row.reference}/answer/"


def test_answers_that_were_not_asked_about_are_read_only(user: User) -> None:
    row = make.returned(user, codes=("budget-unconfirmed",))
    writer = Writer(user)
    page = text(writer.task(row, "project"))
    assert 'name="budget"' in page
    assert 'name="project_name"' not in page
    assert "Your coordinator asked about other facts." in page
    writer.write(row, "project", budget="300000", currency="USD", project_name="Something else")
    changed = Registration.objects.get(pk=row.pk)
    assert (changed.budget, changed.project_name) == (Decimal(300000), row.project_name)


def test_a_list_that_was_not_asked_about_cannot_be_changed(user: User) -> None:
    row = make.returned(user, codes=("budget-unconfirmed",))
    page = text(Writer(user).write(row, "products"))
    assert "These stay as you submitted them." in page
    assert row.items.count() == 1


def test_a_task_that_was_not_asked_about_has_no_button_to_save(user: User) -> None:
    row = make.returned(user, codes=("budget-unconfirmed",))
    assert 'name="version"' not in text(Writer(user).task(row, "customer"))


def test_an_answer_in_time_keeps_the_place(user: User) -> None:
    row = make.returned(user)
    writer = Writer(user)
    writer.write(row, "project", budget="300000", currency="USD")
    assert "Submitted now, the registration keeps its place in line." in text(
        writer.get("registration-check", row.reference)
    )
    assert writer.submit(row).headers["Location"] == receipt_of(row)
    assert Registration.objects.get(pk=row.pk).place_at == make.AT


def test_an_answer_that_comes_late_is_told_its_new_place_before_it_is_sent(user: User) -> None:
    row = make.returned(user)
    assert row.answer_due_at is not None
    late = Writer(user, at=row.answer_due_at + timedelta(hours=1))
    assert "the time of this answer will be its place" in text(late.get("registration-check", row.reference))


def test_an_answer_page_exists_only_while_returned(user: User, draft: Registration) -> None:
    response = Writer(user).get("registration-answer", draft.reference)
    assert response.headers["Location"] == f"/registrations/{draft.reference}/edit/"


@pytest.mark.parametrize(
    "name", ["registration-edit", "registration-answer", "registration-check", "registration-receipt"]
)
def test_a_stranger_finds_none_of_it(name: str) -> None:
    rows = [make.draft(), make.returned(), make.submitted()]
    stranger = Writer(make.seller())
    assert [stranger.get(name, row.reference).status_code for row in rows] == [404, 404, 404]


def test_a_stranger_cannot_write() -> None:
    row = make.draft()
    stranger = Writer(make.seller())
    assert stranger.task(row, "customer").status_code == 404
    assert stranger.write(row, "customer", customer_name="Mine").status_code == 404
    assert stranger.autosave(row, "customer", customer_name="Mine").status_code == 404
    assert stranger.submit(row).status_code == 404
    assert Registration.objects.get(pk=row.pk).customer_name == row.customer_name
