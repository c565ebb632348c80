"""Notices before the expiry, and the expiry."""

from datetime import UTC, datetime, timedelta

import pytest

from deals import sweeps
from deals.models import Registration
from deals.states import Clock, Status
from deals.tests import factories as make
from deals.tests.clock import BANGKOK, END_OF_VALIDITY, SECOND, fresh, newest, tick_with_mail, warned

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "day"), [(60, 3), (30, 33), (14, 49), (7, 56), (1, 62)])
def test_a_notice_goes_out_at_nine_of_its_day_before_the_expiry(days: int, day: int) -> None:
    registration = make.kept_up(make.approved(), datetime(2027, 6, 30, 2, tzinfo=UTC))
    at = datetime(2027, 6, 30, 9, tzinfo=BANGKOK) + timedelta(days=day)
    sweeps.tick(at - SECOND)
    assert days not in warned(registration, Clock.VALIDITY)
    sweeps.tick(at)
    assert warned(registration, Clock.VALIDITY)[-1] == days


def near_expiry() -> Registration:
    """With two notices handed over and an update ten days before the end of its validity."""
    registration = make.approved()
    for notice in (END_OF_VALIDITY - timedelta(days=59), END_OF_VALIDITY - timedelta(days=29)):
        make.kept_up(registration, notice - timedelta(days=1))
        tick_with_mail(notice)
    return make.kept_up(registration, END_OF_VALIDITY - timedelta(days=10))


def test_a_registration_expires_at_the_end_of_its_validity_and_not_before() -> None:
    registration = near_expiry()
    sweeps.tick(END_OF_VALIDITY - SECOND)
    assert fresh(registration).status == Status.APPROVED
    sweeps.tick(END_OF_VALIDITY + timedelta(hours=5))
    assert fresh(registration).status == Status.EXPIRED
    assert newest(registration).at == END_OF_VALIDITY


def test_nothing_expires_without_two_notices_handed_over() -> None:
    registration = make.kept_up(make.approved(), END_OF_VALIDITY - timedelta(days=10))
    sweeps.tick(END_OF_VALIDITY)
    assert newest(registration).kind == "expiry-deferred"
    assert fresh(registration).expires_at == END_OF_VALIDITY + timedelta(days=3)


def test_where_both_clocks_ran_out_during_a_standstill_the_earlier_end_counts() -> None:
    registration = make.approved()
    make.kept_up(registration, END_OF_VALIDITY - timedelta(days=30))
    tick_with_mail(*(END_OF_VALIDITY - timedelta(days=left) for left in (14, 8, 5)))
    assert fresh(registration).update_due_at == END_OF_VALIDITY - timedelta(days=2)
    sweeps.tick(END_OF_VALIDITY + timedelta(days=1))
    assert fresh(registration).status == Status.LAPSED


@pytest.mark.parametrize(
    "status", [Status.WON, Status.LOST, Status.REJECTED, Status.WITHDRAWN, Status.REVOKED]
)
def test_what_ended_never_lapses_or_expires(status: Status) -> None:
    registration = make.in_state(status)
    tick_with_mail(*(make.AT + timedelta(weeks=week) for week in range(1, 40)))
    assert fresh(registration).status == status
