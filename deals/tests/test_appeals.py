"""Appeals: once per decision, in time, decided by another coordinator."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deals import decisions, lifecycle, sweeps
from deals.models import Registration
from deals.refusals import IllegalMove, NeedsSecondPerson, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from partners.models import User

pytestmark = pytest.mark.django_db

DECIDED = make.AT + timedelta(hours=1)
NEXT_DAY = make.AT + timedelta(days=1)


def appealed(registration: Registration, at: datetime = NEXT_DAY) -> Registration:
    return lifecycle.appeal(registration, grounds="The customer confirms us", by=registration.owner, at=at)


def verified_and_rejected() -> tuple[Registration, User]:
    reviewer = make.coordinator()
    registration = make.verified(make.submitted(), reviewer)
    return decisions.reject(registration, by=reviewer, at=DECIDED, codes=["not-available"]), reviewer


def test_a_rejection_tells_until_when_it_can_be_appealed() -> None:
    # Ten working days from Monday 1 March, in the region's time zone, to the end of the day.
    assert make.rejected().appeal_until == datetime(
        2027, 3, 15, 23, 59, 59, tzinfo=ZoneInfo("Asia/Singapore")
    )


def test_an_appeal_brings_the_registration_back_to_the_desk() -> None:
    assert appealed(make.rejected()).status == Status.SUBMITTED


def test_an_appeal_at_the_last_moment_is_in_time() -> None:
    registration = make.rejected()
    assert registration.appeal_until is not None
    assert appealed(registration, registration.appeal_until).status == Status.SUBMITTED


def test_an_appeal_after_the_time_told_is_refused() -> None:
    registration = make.rejected()
    assert registration.appeal_until is not None
    with pytest.raises(Refused):
        appealed(registration, registration.appeal_until + timedelta(seconds=1))


def test_an_appeal_needs_its_grounds() -> None:
    registration = make.rejected()
    with pytest.raises(Refused):
        lifecycle.appeal(registration, grounds=" ", by=registration.owner, at=NEXT_DAY)


@pytest.mark.parametrize("act", ["approve", "reject", "return"])
def test_the_coordinator_who_rejected_does_not_decide_the_appeal(act: str) -> None:
    registration, reviewer = verified_and_rejected()
    appealed(registration)
    again = {
        "approve": lambda: decisions.approve(registration, by=reviewer, at=NEXT_DAY),
        "reject": lambda: decisions.reject(registration, by=reviewer, at=NEXT_DAY, codes=["not-available"]),
        "return": lambda: decisions.return_to_partner(
            registration, by=reviewer, at=NEXT_DAY, codes=["budget-unconfirmed"]
        ),
    }
    with pytest.raises(NeedsSecondPerson):
        again[act]()


def test_another_coordinator_upholds_an_appeal_by_approving() -> None:
    registration, _reviewer = verified_and_rejected()
    appealed(registration)
    make.fresh_mirror(NEXT_DAY)
    decisions.approve(registration, by=make.coordinator(), at=NEXT_DAY)
    assert registration.appeals.get().upheld is True


def test_another_coordinator_declines_an_appeal_by_rejecting_and_it_is_not_appealed_again() -> None:
    registration, _reviewer = verified_and_rejected()
    appealed(registration)
    decisions.reject(registration, by=make.coordinator(), at=NEXT_DAY, codes=["not-available"])
    assert registration.appeals.get().upheld is False
    with pytest.raises(Refused):
        appealed(fresh(registration), NEXT_DAY + timedelta(hours=1))


def test_a_decision_under_appeal_is_not_appealed_twice() -> None:
    registration = appealed(make.rejected())
    with pytest.raises(IllegalMove):
        appealed(registration)


def test_an_appeal_keeps_the_place_in_line() -> None:
    assert appealed(make.rejected()).place_at == make.AT


def test_an_appeal_has_the_whole_promise_again() -> None:
    assert appealed(make.rejected()).decision_due_at == NEXT_DAY + timedelta(days=2)


def test_personal_data_is_kept_while_an_appeal_is_undecided() -> None:
    registration = appealed(make.rejected())
    sweeps.tick(make.AT + timedelta(days=300))
    assert registration.decision_makers.exclude(name="").exists()
