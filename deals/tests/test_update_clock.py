"""Warnings, lapse and freezes, tick by tick. Day 0 is the day of approval, in the partner's time zone."""

from datetime import datetime, timedelta

import pytest

from deals import sweeps, updates
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import BANGKOK, END_OF_DAY_28, SECOND, fresh, morning, newest, tick_with_mail, warned

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "days_left"), [(14, 14), (21, 7), (25, 3), (27, 1)])
def test_a_warning_goes_out_at_nine_of_its_day(day: int, days_left: int) -> None:
    registration = make.approved()
    sweeps.tick(morning(day) - SECOND)
    before = warned(registration)
    sweeps.tick(morning(day))
    assert warned(registration) == [*before, days_left]
    assert newest(registration).at == morning(day)


def test_the_four_warnings_leave_fourteen_seven_three_and_one_day() -> None:
    registration = make.approved()
    tick_with_mail(*(morning(day) for day in range(1, 29)))
    assert warned(registration) == [14, 7, 3, 1]


def test_a_counting_update_starts_the_warnings_again() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21))
    make.updated(registration, morning(22))
    tick_with_mail(morning(25), morning(27), morning(22 + 14))
    assert warned(registration) == [14, 7, 14]


def test_a_registration_lapses_at_the_end_of_day_28_and_not_before() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21), END_OF_DAY_28 - SECOND)
    assert fresh(registration).status == Status.APPROVED
    sweeps.tick(END_OF_DAY_28)
    assert fresh(registration).status == Status.LAPSED


def test_a_lapse_is_dated_with_its_deadline_however_late_the_clock_is() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21))
    late = END_OF_DAY_28 + timedelta(days=2)
    sweeps.tick(late)
    lapse = newest(registration)
    assert (lapse.kind, lapse.at, lapse.recorded_at) == ("lapsed", END_OF_DAY_28, late)
    assert fresh(registration).ended_at == END_OF_DAY_28


def test_warnings_missed_while_the_clock_stood_merge_into_the_last() -> None:
    registration = make.approved()
    sweeps.tick(morning(26))
    assert warned(registration) == [3]
    assert newest(registration).payload["merged"] == [14, 7]


def test_after_weeks_of_standstill_nothing_lapses_unwarned_and_the_deadline_moves_three_days() -> None:
    registration = make.approved()
    sweeps.tick(morning(40))
    assert fresh(registration).status == Status.APPROVED
    assert fresh(registration).update_due_at == datetime(2027, 4, 13, 23, 59, 59, tzinfo=BANGKOK)


def test_a_lapse_put_off_is_in_the_journal_for_the_desk_to_see() -> None:
    registration = make.approved()
    sweeps.tick(END_OF_DAY_28 + SECOND)
    assert newest(registration).kind == "lapse-deferred"


def test_one_warning_handed_over_is_not_enough_to_lapse() -> None:
    registration = make.approved()
    tick_with_mail(morning(14))
    sweeps.tick(morning(21))
    sweeps.tick(END_OF_DAY_28)
    assert fresh(registration).status == Status.APPROVED


def test_a_deferred_registration_lapses_once_two_warnings_were_handed_over() -> None:
    registration = make.approved()
    tick_with_mail(morning(40), morning(41), morning(42), morning(44))
    assert fresh(registration).status == Status.LAPSED


def test_warnings_before_the_last_update_do_not_count_towards_a_lapse() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21), morning(25))
    make.updated(registration, morning(26))
    sweeps.tick(morning(26 + 29))
    assert fresh(registration).status == Status.APPROVED


def test_a_frozen_registration_does_not_lapse() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21))
    updates.freeze(registration, by=make.coordinator(), at=morning(22))
    tick_with_mail(morning(40))
    assert fresh(registration).status == Status.APPROVED


def test_a_frozen_registration_is_not_warned() -> None:
    registration = make.approved()
    updates.freeze(registration, by=make.coordinator(), at=morning(10))
    sweeps.tick(morning(25))
    assert warned(registration) == []


def test_a_freeze_ends_by_itself_and_moves_the_deadline_by_its_length() -> None:
    registration = make.approved()
    updates.freeze(registration, by=make.coordinator(), at=morning(10))
    sweeps.tick(morning(41))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=30)
    thaw = registration.events.get(kind="freeze-ended")
    assert thaw.at == morning(40)


def test_after_a_freeze_the_warnings_go_on_where_they_stopped() -> None:
    registration = make.approved()
    tick_with_mail(morning(14))
    updates.freeze(registration, by=make.coordinator(), at=morning(15))
    tick_with_mail(*(morning(day) for day in range(16, 58)))
    assert warned(registration) == [14, 7, 3, 1]


def test_an_update_after_a_freeze_that_the_clock_did_not_end_yet_breaks_nothing() -> None:
    registration = make.approved()
    updates.freeze(registration, by=make.coordinator(), at=morning(10))
    make.updated(registration, morning(45))
    assert sweeps.tick(morning(46)) == {"freezes ended": 1}
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=45)
