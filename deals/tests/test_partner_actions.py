from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from deals import lifecycle
from deals.models import Registration
from deals.moves import MOVES
from deals.states import Status
from deals.tests import factories as make
from deals.tests.test_detail import on_behalf
from deals.tests.writer import Writer, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGES = {
    "registration-update": "record_update",
    "registration-withdraw": "withdraw",
    "registration-close": "win",
    "registration-extension": "ask_extension",
    "registration-reinstatement": "ask_reinstatement",
    "registration-price": "apply_for_price",
    "registration-appeal": "appeal",
}


def said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def news(registration: Registration, **answers: Any) -> dict[str, Any]:
    """What the update page sends when nothing but these answers is touched."""
    items = {f"item_{item.pk}": item.quantity for item in registration.items.all()}
    facts = {"stage": registration.stage, "close_on": registration.close_on, "budget": registration.budget}
    return {"version": registration.partner_version, **facts, **items, **answers}


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


def test_a_changed_quantity_counts_as_a_changed_fact() -> None:
    registration = make.approved()
    item = registration.items.get()
    answers = news(registration, **{f"item_{item.pk}": 7})
    Writer(registration.owner).post("registration-update", registration.reference, **answers)
    assert registration.updates.get().changed == ["products"]


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


@pytest.mark.parametrize("status", Status.values)
def test_a_page_for_a_step_that_the_state_does_not_have_leads_back(status: str) -> None:
    registration = make.in_state(status)
    writer = Writer(registration.owner)
    for name in (name for name, verb in PAGES.items() if status not in MOVES[verb].sources):
        response = writer.get(name, registration.reference)
        assert response.headers["Location"].endswith(f"/registrations/{registration.reference}/")
        assert "This cannot be done while" in said(response)


def test_a_step_pressed_too_late_changes_nothing_and_says_so() -> None:
    registration = make.approved()
    answers = news(registration, contact_on="2027-03-01")
    lifecycle.withdraw(registration, by=registration.owner, at=make.AT)
    response = Writer(registration.owner).post("registration-update", registration.reference, **answers)
    assert response.status_code == 302
    assert "This cannot be done while" in said(response)


def test_a_registration_is_withdrawn_after_the_question() -> None:
    registration = make.submitted()
    writer = Writer(registration.owner)
    assert "gives up its place in line" in text(writer.get("registration-withdraw", registration.reference))
    writer.post("registration-withdraw", registration.reference, version=registration.version)
    registration.refresh_from_db()
    assert registration.status == Status.WITHDRAWN


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_a_deal_is_closed_with_its_outcome(outcome: str) -> None:
    registration = make.approved()
    Writer(registration.owner).post(
        "registration-close", registration.reference, version=registration.version, outcome=outcome
    )
    registration.refresh_from_db()
    assert registration.status == outcome


def test_a_deal_is_not_closed_without_an_outcome() -> None:
    registration = make.approved()
    response = Writer(registration.owner).post(
        "registration-close", registration.reference, version=registration.version
    )
    assert "Choose whether the deal was won or lost." in text(response)


def test_more_time_too_early_says_from_when() -> None:
    registration = make.approved()
    page = text(Writer(registration.owner).get("registration-extension", registration.reference))
    assert "Not possible now" in page
    assert "2027" in page
    assert "<textarea" not in page


def test_more_time_shows_both_ends_and_is_asked_for() -> None:
    registration = make.kept_up(make.approved(), make.AT + 150 * DAY)
    writer = Writer(registration.owner, make.AT + 151 * DAY)
    page = text(writer.get("registration-extension", registration.reference))
    assert "Wed 1 Sep 2027" in page
    assert "Wed 1 Dec 2027" in page
    writer.post(
        "registration-extension", registration.reference,
        version=registration.version, close_on=date(2027, 11, 1), reason="The tender moved",
    )  # fmt: skip
    assert registration.extensions.get().reason == "The tender moved"


def test_reinstatement_is_asked_for_in_grace() -> None:
    registration = make.lapsed()
    writer = Writer(registration.owner, make.AT + 31 * DAY)
    response = writer.post("registration-reinstatement", registration.reference, version=registration.version)
    registration.refresh_from_db()
    assert registration.reinstatement_asked_at is not None
    assert "Your coordinator has your wish" in said(response)


def test_a_price_too_early_names_the_first_day() -> None:
    registration = make.approved()
    page = text(Writer(registration.owner).get("registration-price", registration.reference))
    assert "Tue 16 Mar 2027" in page
    assert "<textarea" not in page


def test_a_price_is_applied_for_from_day_fifteen() -> None:
    registration = make.approved()
    writer = Writer(registration.owner, make.AT + 15 * DAY)
    writer.post(
        "registration-price", registration.reference, version=registration.version, note="12 % below list"
    )
    assert registration.price_applications.get().note == "12 % below list"


def test_a_rejection_is_appealed_with_its_grounds() -> None:
    registration = make.rejected()
    Writer(registration.owner, make.AT + DAY).post(
        "registration-appeal", registration.reference, version=registration.version, grounds="We were first"
    )
    registration.refresh_from_db()
    assert registration.status == Status.SUBMITTED


def test_an_appeal_needs_grounds() -> None:
    registration = make.rejected()
    response = Writer(registration.owner, make.AT + DAY).post(
        "registration-appeal", registration.reference, version=registration.version, grounds=" "
    )
    assert "Write why the decision should change." in text(response)


def test_the_beneficiary_confirms_and_is_not_asked_again() -> None:
    registration, owner, _distributor = on_behalf()
    writer = Writer(owner)
    writer.post("registration-confirm", registration.reference, version=registration.version)
    assert f"/{registration.reference}/confirm/" not in text(
        writer.get("registration-detail", registration.reference)
    )


def test_the_beneficiary_objects_with_a_reason_the_distributor_does_not_read() -> None:
    registration, owner, distributor = on_behalf()
    Writer(owner).post(
        "registration-object", registration.reference, version=registration.version, reason="Not our deal"
    )
    assert "Not our deal" in text(Writer(owner).get("registration-detail", registration.reference))
    page = text(Writer(distributor).get("registration-detail", registration.reference))
    assert "The partner objected" in page
    assert "Not our deal" not in page


@pytest.mark.parametrize("answer", ["registration-confirm", "registration-object"])
def test_the_distributor_cannot_answer_for_the_partner(answer: str) -> None:
    registration, _owner, distributor = on_behalf()
    writer = Writer(distributor)
    assert writer.get(answer, registration.reference).status_code == 404
    posted = writer.post(answer, registration.reference, version=registration.version, reason="x")
    assert posted.status_code == 404
    registration.refresh_from_db()
    assert registration.behalf_answered_at is None


def test_a_new_document_on_an_approved_deal_leads_to_the_update_it_makes_count() -> None:
    registration = make.approved()
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    response = Writer(registration.owner).post("registration-attach", registration.reference, document=upload)
    assert response.headers["Location"].endswith("/update/")
    assert registration.documents.get().title == "letter.pdf"


def test_a_step_on_another_partners_registration_does_not_exist() -> None:
    registration = make.approved()
    stranger = Writer(make.seller())
    answer = stranger.post("registration-withdraw", registration.reference, version=registration.version)
    assert answer.status_code == 404
