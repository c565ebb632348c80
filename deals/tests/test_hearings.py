"""A partner is heard before its registration is revoked: its time, its reply, and how the matter ends."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals import deadlines, decisions, hearings, lifecycle, review, revocation, sweeps
from deals.models import Event, Hearing, Registration
from deals.refusals import NotYours, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh, tick_with_mail
from partners.models import Policy
from partners.working_time import WorkingCalendar, add_working_days, is_working_day

pytestmark = pytest.mark.django_db

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
WORDS = "The customer knows of no project."
# AT is a Monday in Singapore: the fifth working day after it is the Monday after.
UNTIL = datetime(2027, 3, 8, 15, 59, 59, tzinfo=UTC)
REMINDED = datetime(2027, 3, 5, 15, 59, 59, tzinfo=UTC)


def opened(at: datetime = make.AT) -> Registration:
    registration = make.approved()
    revocation.open_hearing(registration, words=WORDS, by=make.coordinator(), at=at)
    return fresh(registration)


def replied(registration: Registration, at: datetime = make.AT + HOUR) -> Registration:
    return revocation.reply_hearing(registration, reply="It does.", by=registration.owner, at=at)


def proposed(registration: Registration, at: datetime) -> Registration:
    review.propose(registration, "revoke", reason="False", evidence="Letter", by=make.coordinator(), at=at)
    return registration


def kinds(registration: Registration) -> list[str]:
    return [event.kind for event in registration.events.order_by("sequence")]


def test_the_partner_has_five_working_days_of_the_regions_calendar() -> None:
    registration = opened()
    assert registration.hearing_until == UNTIL
    assert Hearing.objects.get().until == UNTIL


def test_the_days_are_those_of_the_pinned_policy() -> None:
    make.world()
    Policy.objects.update(hearing_working_days=1)
    assert opened().hearing_until == UNTIL - 6 * DAY


def test_a_second_hearing_is_not_opened_while_one_is_open() -> None:
    with pytest.raises(Refused, match="open already"):
        revocation.open_hearing(opened(), words=WORDS, by=make.coordinator(), at=make.AT)


def test_the_database_keeps_one_open_hearing() -> None:
    hearing = Hearing.objects.get(registration=opened())
    hearing.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        hearing.save(force_insert=True)


def test_a_hearing_is_not_opened_without_words() -> None:
    with pytest.raises(Refused) as refused:
        revocation.open_hearing(make.approved(), words=" ", by=make.coordinator(), at=make.AT)
    assert refused.value.about == "words"


def test_its_words_do_not_tell_of_another_partner() -> None:
    other = make.approved()
    with pytest.raises(Refused, match="somebody else"):
        revocation.open_hearing(
            make.approved(), words=f"{other.partner.name} holds it", by=make.coordinator(), at=make.AT
        )


def test_the_partner_replies_once() -> None:
    registration = replied(opened())
    with pytest.raises(Refused, match="has replied"):
        replied(registration)


def test_the_partner_replies_up_to_the_last_second() -> None:
    assert replied(opened(), UNTIL).hearing_replied_at == UNTIL


def test_the_partner_does_not_reply_after_the_time() -> None:
    with pytest.raises(Refused, match="time to reply is over"):
        replied(opened(), UNTIL + SECOND)


def test_another_company_does_not_reply() -> None:
    with pytest.raises(NotYours):
        revocation.reply_hearing(opened(), reply="It does.", by=make.seller(), at=make.AT)


def test_a_revocation_is_not_proposed_without_a_hearing() -> None:
    with pytest.raises(Refused, match="Open a hearing first"):
        proposed(make.approved(), make.AT)


def test_a_revocation_is_not_proposed_while_the_partner_may_reply() -> None:
    with pytest.raises(Refused, match="may still reply"):
        proposed(opened(), UNTIL)


def test_a_revocation_is_proposed_once_the_time_ran_out() -> None:
    registration = proposed(opened(), UNTIL + SECOND)
    assert decisions.revoke(registration, by=make.coordinator(), at=UNTIL + HOUR).status == Status.REVOKED
    assert Hearing.objects.get().outcome == Hearing.Outcome.REVOKED


def test_a_proposal_does_not_outlive_its_hearing() -> None:
    registration = proposed(replied(opened()), make.AT + HOUR)
    by = make.coordinator()
    revocation.drop_revocation(registration, words="It is true.", by=by, at=make.AT + HOUR)
    revocation.open_hearing(registration, words=WORDS, by=by, at=make.AT + DAY)
    replied(registration, make.AT + DAY)
    with pytest.raises(Refused, match="Propose it"):
        decisions.revoke(registration, by=make.coordinator(), at=make.AT + DAY)


def test_a_dropped_matter_leaves_the_registration_in_force() -> None:
    registration = revocation.drop_revocation(
        opened(), words="The customer confirms it.", by=make.coordinator(), at=make.AT + DAY
    )
    assert (registration.status, registration.hearing_until) == (Status.APPROVED, None)
    hearing = Hearing.objects.get()
    assert (hearing.outcome, hearing.closing_words) == ("dropped", "The customer confirms it.")


def test_nothing_is_dropped_where_no_hearing_is_open() -> None:
    with pytest.raises(Refused, match="No hearing is open"):
        revocation.drop_revocation(make.approved(), words="Well", by=make.coordinator(), at=make.AT)


@pytest.mark.parametrize("how", ["withdraw", "win", "lose"])
def test_an_ending_of_the_partner_closes_the_hearing(how: str) -> None:
    registration, at = opened(), make.AT + HOUR
    if how == "withdraw":
        lifecycle.withdraw(registration, by=registration.owner, at=at)
    else:
        lifecycle.close(registration, won=how == "win", by=registration.owner, at=at)
    assert Hearing.objects.get().outcome == Hearing.Outcome.ENDED
    assert fresh(registration).hearing_until is None


def test_a_lapse_closes_the_hearing() -> None:
    registration = opened(make.AT + 25 * DAY)
    tick_with_mail(*(make.AT + days * DAY for days in (15, 22, 26, 30)))
    assert fresh(registration).status == Status.LAPSED
    assert Hearing.objects.get().outcome == Hearing.Outcome.ENDED


def test_the_clock_reminds_once_and_then_tells_that_the_time_is_over() -> None:
    registration = opened()
    sweeps.tick(REMINDED - SECOND)
    assert "hearing-reminded" not in kinds(registration)
    for at in (REMINDED, REMINDED + HOUR, UNTIL, UNTIL + SECOND, UNTIL + HOUR):
        sweeps.tick(at)
    assert kinds(registration)[-2:] == ["hearing-reminded", "hearing-ended"]
    told = Event.objects.filter(kind__startswith="hearing-").order_by("sequence")
    assert [event.at for event in told][1:] == [REMINDED, UNTIL]


def test_a_clock_that_stood_still_tells_the_end_alone() -> None:
    registration = opened()
    sweeps.tick(UNTIL + 2 * DAY)
    sweeps.tick(UNTIL + 3 * DAY)
    assert kinds(registration)[-1] == "hearing-ended"
    assert "hearing-reminded" not in kinds(registration)


def test_the_clock_leaves_a_replied_hearing_alone() -> None:
    registration = replied(opened())
    for at in (REMINDED, UNTIL + HOUR):
        sweeps.tick(at)
    assert kinds(registration)[-1] == "hearing-replied"


def test_a_reminder_that_came_before_is_not_given_again() -> None:
    registration = deadlines.remind_hearing(opened(), at=REMINDED)
    with pytest.raises(Refused):
        deadlines.remind_hearing(registration, at=UNTIL)


@settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    hours=st.integers(0, 24 * 730), days=st.integers(1, 20),
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6})]),
    holidays=st.frozensets(st.integers(0, 800), max_size=12),
)  # fmt: skip
def test_the_reminder_lies_between_the_opening_and_the_last_working_day(
    hours: int, days: int, weekend: frozenset[int], holidays: frozenset[int]
) -> None:
    zone = ZoneInfo("Asia/Kathmandu")
    free = frozenset(make.AT.date() + day * DAY for day in holidays)
    calendar, at = WorkingCalendar(zone, weekend, free), make.AT + hours * HOUR
    until = add_working_days(at, days, calendar)
    reminder = hearings.reminder(at, days, calendar)
    assert at < reminder < until
    between = range(1, (until.astimezone(zone).date() - reminder.astimezone(zone).date()).days + 1)
    left = [reminder.astimezone(zone).date() + day * DAY for day in between]
    assert sum(is_working_day(calendar, day) for day in left) == 1
