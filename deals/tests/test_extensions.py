"""More time before the expiry, and reinstatement after an end."""

from datetime import datetime, timedelta

import pytest

from deals import decisions, extensions, sweeps
from deals.models import Benefit, Extension, Registration
from deals.refusals import Refused
from deals.states import Clock, Status
from deals.tests import factories as make
from deals.tests.clock import BANGKOK, END_OF_DAY_28, END_OF_VALIDITY, fresh, newest, tick_with_mail, warned

pytestmark = pytest.mark.django_db

WINDOW_OPENS = datetime(2027, 7, 3, 0, 0, tzinfo=BANGKOK)
IN_TIME = END_OF_VALIDITY - timedelta(days=5)
DAY = timedelta(days=1)


def ask(registration: Registration, at: datetime) -> Extension:
    return extensions.ask_extension(
        registration,
        close_on=(at + timedelta(days=90)).date(),
        reason="Tender moved",
        by=registration.owner,
        at=at,
    )


def asked(at: datetime = IN_TIME) -> Registration:
    """With an extension asked for five days before the expiry, all notices handed over."""
    registration = make.kept_up(make.approved(), END_OF_VALIDITY - timedelta(days=32))
    tick_with_mail(END_OF_VALIDITY - timedelta(days=30))
    make.updated(registration, END_OF_VALIDITY - timedelta(days=15))
    tick_with_mail(END_OF_VALIDITY - timedelta(days=13))
    ask(registration, at)
    return fresh(registration)


def grant(registration: Registration, at: datetime) -> Registration:
    extensions.grant_extension(registration, by=make.coordinator(), at=at)
    return fresh(registration)


def test_an_extension_is_asked_for_from_sixty_days_before_the_expiry() -> None:
    registration = make.kept_up(make.approved(), WINDOW_OPENS - 2 * DAY)
    with pytest.raises(Refused, match="Sat 3 Jul 2027"):
        ask(registration, WINDOW_OPENS - timedelta(seconds=1))
    assert ask(registration, WINDOW_OPENS).granted is None


def test_an_extension_needs_an_update_of_the_last_fourteen_days() -> None:
    registration = make.kept_up(make.approved(), WINDOW_OPENS)
    with pytest.raises(Refused, match="14"):
        ask(registration, WINDOW_OPENS + 14 * DAY + timedelta(seconds=1))
    ask(registration, WINDOW_OPENS + 14 * DAY)


def test_an_extension_needs_a_reason() -> None:
    registration = make.kept_up(make.approved(), WINDOW_OPENS)
    with pytest.raises(Refused):
        extensions.ask_extension(
            registration, close_on=END_OF_VALIDITY.date(), reason=" ", by=registration.owner, at=WINDOW_OPENS
        )


def test_an_extension_needs_a_close_date_ahead() -> None:
    registration = make.kept_up(make.approved(), WINDOW_OPENS)
    with pytest.raises(Refused):
        extensions.ask_extension(
            registration, close_on=WINDOW_OPENS.date(), reason="x", by=registration.owner, at=WINDOW_OPENS
        )


def test_one_extension_at_a_time_is_asked_for() -> None:
    with pytest.raises(Refused):
        ask(asked(), IN_TIME + DAY)


def test_a_granted_extension_adds_three_calendar_months() -> None:
    registration = grant(asked(), IN_TIME + DAY)
    assert registration.expires_at == datetime(2027, 12, 1, 23, 59, 59, tzinfo=BANGKOK)


def test_a_granted_extension_moves_the_close_date() -> None:
    registration = grant(asked(), IN_TIME + DAY)
    assert registration.close_on == (IN_TIME + timedelta(days=90)).date()


def test_an_extension_asked_in_time_keeps_the_registration_valid_until_answered() -> None:
    registration = asked()
    sweeps.tick(END_OF_VALIDITY + 10 * DAY)
    assert fresh(registration).status == Status.APPROVED


def test_a_benefit_counts_while_an_extension_asked_in_time_is_unanswered() -> None:
    registration = asked()
    registration.benefits.create(kind="support", granted_by=make.coordinator(), granted_at=make.AT)
    later = END_OF_VALIDITY + 10 * DAY
    assert list(Benefit.objects.entitling(later)) == list(registration.benefits.all())


def test_a_registration_declined_after_its_validity_ends_at_the_answer() -> None:
    registration = asked()
    answered_at = END_OF_VALIDITY + 3 * DAY
    extensions.decline_extension(
        registration, by=make.coordinator(), at=answered_at, answer="No tender any more"
    )
    tick_with_mail(answered_at + timedelta(minutes=1))
    assert fresh(registration).status == Status.EXPIRED
    assert newest(registration).at == answered_at


def test_the_update_clock_stands_still_while_an_extension_is_unanswered() -> None:
    registration = asked()
    due = registration.update_due_at
    assert due is not None
    registration = grant(registration, IN_TIME + 4 * DAY)
    assert registration.update_due_at == due + 4 * DAY


def test_a_third_extension_is_refused() -> None:
    registration, by = make.approved(), make.coordinator()
    for _each in range(2):
        extensions.grant_extension(registration, by=by, at=make.AT, answer="Tender moved")
    with pytest.raises(Refused):
        extensions.grant_extension(registration, by=by, at=make.AT, answer="Tender moved")


def test_a_coordinator_extends_unasked_only_with_a_reason() -> None:
    with pytest.raises(Refused):
        extensions.grant_extension(make.approved(), by=make.coordinator(), at=make.AT)


def test_declining_needs_a_reason() -> None:
    with pytest.raises(Refused):
        extensions.decline_extension(asked(), by=make.coordinator(), at=IN_TIME, answer=" ")


def test_an_extended_registration_has_its_notices_again() -> None:
    registration = grant(asked(), IN_TIME + DAY)
    make.kept_up(registration, datetime(2027, 10, 2, 8, 0, tzinfo=BANGKOK))
    sweeps.tick(datetime(2027, 10, 2, 9, 0, tzinfo=BANGKOK))
    assert warned(registration, Clock.VALIDITY)[-1] == 60


def test_notices_before_an_extension_do_not_let_it_expire_later() -> None:
    registration = grant(asked(), IN_TIME + DAY)
    expiry = datetime(2027, 12, 1, 23, 59, 59, tzinfo=BANGKOK)
    make.kept_up(registration, expiry - 10 * DAY)
    sweeps.tick(expiry)
    assert fresh(registration).status == Status.APPROVED
    assert newest(registration).kind == "expiry-deferred"


def test_a_lapsed_registration_is_reinstated_within_its_grace() -> None:
    registration = make.lapsed()
    at = END_OF_DAY_28 + 3 * DAY
    decisions.reinstate(registration, by=make.coordinator(), at=at)
    again = fresh(registration)
    assert again.status == Status.APPROVED
    assert again.update_due_at == END_OF_DAY_28 + 31 * DAY


def test_grace_ends_after_seven_days() -> None:
    registration = make.lapsed()
    assert registration.grace_until is not None
    with pytest.raises(Refused):
        decisions.reinstate(
            registration, by=make.coordinator(), at=registration.grace_until + timedelta(seconds=1)
        )


def test_an_expired_registration_takes_one_of_its_extensions_to_be_reinstated() -> None:
    registration = make.expired()
    decisions.reinstate(registration, by=make.coordinator(), at=END_OF_VALIDITY + DAY)
    assert fresh(registration).expires_at == datetime(2027, 12, 1, 23, 59, 59, tzinfo=BANGKOK)
    assert registration.extensions.get().granted


def test_reinstatement_is_asked_for_once() -> None:
    registration = make.lapsed()
    at = END_OF_DAY_28 + DAY
    extensions.ask_reinstatement(registration, by=registration.owner, at=at)
    with pytest.raises(Refused):
        extensions.ask_reinstatement(registration, by=registration.owner, at=at)
