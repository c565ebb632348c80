"""The price application and its fifteen days."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from deals import decisions, price
from deals.models import PriceApplication, Registration
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.clock import BANGKOK, END_OF_DAY_28, fresh, morning

pytestmark = pytest.mark.django_db

DAY_15 = datetime(2027, 3, 16, 0, 0, tzinfo=BANGKOK)


def apply(registration: Registration, at: datetime = DAY_15) -> PriceApplication:
    return price.apply_for_price(registration, note="12 % for 40 units", by=registration.owner, at=at)


def answer(registration: Registration, at: datetime) -> PriceApplication:
    return price.answer_price(
        registration,
        granted=True,
        answer="Yes, until June",
        percent=Decimal(12),
        by=make.coordinator(),
        at=at,
    )


def test_a_price_is_applied_for_from_the_fifteenth_day_after_the_submission() -> None:
    registration = make.approved()
    with pytest.raises(Refused, match="Tue 16 Mar 2027"):
        apply(registration, DAY_15 - timedelta(seconds=1))
    assert apply(registration).granted is None


def test_the_fifteen_days_count_from_the_submission_and_not_from_the_approval() -> None:
    submitted = make.submitted()
    reviewer, at = make.coordinator(), make.AT + timedelta(days=1)
    make.fresh_mirror(at)
    decisions.approve(make.verified(submitted, reviewer, at), by=reviewer, at=at)
    assert apply(submitted).registration_id == submitted.pk


def test_a_price_application_needs_its_words() -> None:
    registration = make.approved()
    with pytest.raises(Refused):
        price.apply_for_price(registration, note=" ", by=registration.owner, at=DAY_15)


def test_one_price_application_at_a_time() -> None:
    registration = make.approved()
    apply(registration)
    with pytest.raises(Refused):
        apply(registration, DAY_15 + timedelta(days=1))


def test_another_price_is_applied_for_once_the_first_was_answered() -> None:
    registration = make.approved()
    apply(registration)
    answer(registration, morning(17))
    assert apply(registration, morning(18)).granted is None


def test_the_update_clock_stands_still_until_the_price_is_answered() -> None:
    registration = make.approved()
    apply(registration, morning(16))
    answer(registration, morning(19))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=3)


def test_an_answer_is_given_in_words() -> None:
    registration = make.approved()
    apply(registration)
    with pytest.raises(Refused):
        price.answer_price(registration, granted=False, answer="", by=make.coordinator(), at=morning(17))


def test_nothing_is_answered_that_was_not_asked() -> None:
    with pytest.raises(Refused):
        answer(make.approved(), datetime(2027, 3, 20, tzinfo=UTC))
