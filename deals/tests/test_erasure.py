"""Erasure of the decision chain's personal data."""

from datetime import UTC, datetime, timedelta

import pytest

from deals import deadlines, review, sweeps
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.clock import END_OF_DAY_28

pytestmark = pytest.mark.django_db


def test_personal_data_goes_six_months_after_a_rejection() -> None:
    registration = make.rejected()
    sweeps.tick(datetime(2027, 9, 1, 3, 59, tzinfo=UTC))
    assert registration.decision_makers.exclude(name="").exists()
    sweeps.tick(datetime(2027, 9, 1, 4, 0, tzinfo=UTC))
    assert list(registration.decision_makers.values_list("role", "name", "email")) == [
        ("decision-maker", "", "")
    ]


def test_personal_data_stays_twelve_months_after_a_lapse() -> None:
    registration = make.lapsed()
    sweeps.tick(END_OF_DAY_28 + timedelta(days=365))
    assert registration.decision_makers.exclude(name="").exists()
    sweeps.tick(END_OF_DAY_28 + timedelta(days=366))
    assert not registration.decision_makers.exclude(name="").exists()


def test_a_legal_hold_keeps_personal_data_until_it_is_lifted() -> None:
    registration, reviewer = make.rejected(), make.coordinator()
    review.hold(registration, on=True, by=reviewer, at=make.AT + timedelta(days=1))
    sweeps.tick(make.AT + timedelta(days=400))
    assert registration.decision_makers.exclude(name="").exists()
    review.hold(registration, on=False, by=reviewer, at=make.AT + timedelta(days=401))
    sweeps.tick(make.AT + timedelta(days=402))
    assert not registration.decision_makers.exclude(name="").exists()


def test_the_verb_itself_refuses_to_erase_under_a_legal_hold() -> None:
    registration = make.rejected()
    review.hold(registration, on=True, by=make.coordinator(), at=make.AT)
    with pytest.raises(Refused):
        deadlines.erase(registration, at=make.AT + timedelta(days=400))


def test_an_erased_registration_is_not_erased_again() -> None:
    registration = make.rejected()
    sweeps.tick(make.AT + timedelta(days=400))
    sweeps.tick(make.AT + timedelta(days=401))
    assert registration.events.filter(kind="personal-data-erased").count() == 1
