from datetime import date

import pytest

from deals.states import Status
from deals.tests import factories as make
from deals.tests.acting import DAY, said
from deals.tests.writer import Writer, text

pytestmark = pytest.mark.django_db


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
