import pytest

from deals import lifecycle
from deals.moves import MOVES
from deals.states import Status
from deals.tests import factories as make
from deals.tests.acting import PAGES, news, said
from deals.tests.writer import Writer, text
from partners import sealed

pytestmark = pytest.mark.django_db


def test_a_changed_quantity_counts_as_a_changed_fact() -> None:
    registration = make.approved()
    item = registration.items.get()
    answers = news(registration, **{f"item_{sealed.key(item)}": 7})
    Writer(registration.owner).post("registration-update", registration.reference, **answers)
    assert registration.updates.get().changed == ["products"]


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


def test_a_step_on_another_partners_registration_does_not_exist() -> None:
    registration = make.approved()
    stranger = Writer(make.seller())
    answer = stranger.post("registration-withdraw", registration.reference, version=registration.version)
    assert answer.status_code == 404
