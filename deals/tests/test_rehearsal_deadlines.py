"""The deadlines that a proposed version would have set, each from the instant that the case had it from."""

from datetime import date, datetime, timedelta

import pytest

from deals import decisions, lifecycle
from deals.admin import rehearsed_words
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.rehearsing import proposed, rehearsed, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_shorter_validity_moves_the_end() -> None:
    row = make.approved()
    found = told(rehearsed(proposed(validity_months=3)))
    assert found == {
        row.pk: {"expires": ("2027-09-01", "2027-06-01"), "extension": ("2027-07-03", "2027-04-02")}
    }


def test_a_shorter_promise_moves_the_day_of_decision() -> None:
    row = make.rejected()
    assert told(rehearsed(proposed(decision_working_days=1))) == {
        row.pk: {"promised": ("2027-03-03", "2027-03-02")}
    }


def test_the_time_to_answer_counts_from_the_return() -> None:
    row = make.returned()
    row = lifecycle.submit(row, by=row.owner, at=make.AT + DAY)
    decisions.reject(row, by=make.coordinator(), at=make.AT + DAY, codes=("not-available",))
    assert told(rehearsed(proposed(return_answer_working_days=2))) == {
        row.pk: {"answer": ("2027-03-08", "2027-03-03")}
    }


def answered() -> Registration:
    """Returned after a day and an hour of the promise, and answered two days later, by the end of the week."""
    row = make.submitted()
    decisions.return_to_partner(
        row, by=make.coordinator(), at=make.AT + timedelta(hours=25), codes=("budget-unconfirmed",)
    )
    return lifecycle.submit(row, by=row.owner, at=make.AT + timedelta(hours=73))


def promised(row: Registration, at: datetime) -> tuple[str, str]:
    """Refused at an instant: the day promised by the version it was decided under, and by one of a day."""
    decisions.reject(row, by=make.coordinator(), at=at, codes=("not-available",))
    return told(rehearsed(proposed(decision_working_days=1), at=at + DAY))[row.pk]["promised"]


def test_the_promise_stands_still_while_a_case_is_returned() -> None:
    row = answered()
    kept = row.decision_due_at
    was, would = promised(row, make.AT + 4 * DAY)
    assert kept
    assert was == kept.astimezone(row.zone).date().isoformat() == "2027-03-05"
    assert would == "2027-03-04"


def test_an_appeal_begins_the_promise_anew() -> None:
    row = answered()
    decisions.reject(row, by=make.coordinator(), at=make.AT + 4 * DAY, codes=("not-available",))
    row = lifecycle.appeal(row, grounds="We were first", by=row.owner, at=make.AT + 7 * DAY)
    kept = row.decision_due_at
    was, would = promised(row, make.AT + 8 * DAY)
    assert kept
    assert was == kept.astimezone(row.zone).date().isoformat() == "2027-03-10"
    assert would == "2027-03-09"


def test_the_time_to_appeal_counts_from_the_refusal() -> None:
    row = make.rejected()
    assert told(rehearsed(proposed(appeal_working_days=5))) == {
        row.pk: {"appeal": ("2027-03-15", "2027-03-08")}
    }


def test_a_longer_grace_moves_the_end_of_reinstatement() -> None:
    row = make.lapsed()
    found = told(rehearsed(proposed(grace_days=10), at=make.AT + timedelta(days=40)))
    # A day after it was due, when a tick ended it.
    assert row.grace_until
    assert row.grace_until.astimezone(row.zone).date() == date(2027, 4, 6)
    assert found == {row.pk: {"grace": ("2027-04-06", "2027-04-09")}}


def test_an_earlier_window_of_extension_is_told() -> None:
    row = make.approved()
    assert told(rehearsed(proposed(extension_opens_days=90))) == {
        row.pk: {"extension": ("2027-07-03", "2027-06-03")}
    }


def test_each_day_of_a_difference_has_its_words() -> None:
    for what in rehearsed_words.DAYS:
        assert str(rehearsed_words.label(what)) != what
        assert rehearsed_words.words(what, "2027-03-02") != "2027-03-02"


def test_a_shorter_update_clock_tells_who_would_have_lapsed() -> None:
    idle, lively = make.approved(), make.approved()
    make.updated(lively, make.AT + timedelta(days=10))
    found = told(
        rehearsed(proposed(update_days=14, update_warning_days=[7]), at=make.AT + timedelta(days=20))
    )
    assert found[idle.pk]["lapses"] == ("", "2027-03-15")
    assert "lapses" not in found[lively.pk]
