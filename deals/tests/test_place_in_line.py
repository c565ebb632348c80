"""Who was first: the place in line, kept and lost, and claims that wait for it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from deals import decisions, drafts, lifecycle, review, sweeps
from deals.models import Registration
from deals.refusals import NotAcceptable
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from partners.models import User
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def answered(registration: Registration, at: datetime, **changes: Any) -> Registration:
    """A return answered with changes and submitted again."""
    drafts.edit(registration, changes, by=registration.owner, at=at)
    return lifecycle.submit(registration, by=registration.owner, at=at)


def rivals(**different: Any) -> tuple[Registration, Registration, User]:
    """Two verified claims of one deal, five minutes apart, judged the same; the second says some facts differently."""
    facts, reviewer = make.answers(), make.coordinator()
    later = make.AT + timedelta(minutes=5)
    first = make.verified(make.submitted(**facts), reviewer)
    second = make.verified(make.submitted(make.seller(), later, **facts | different), reviewer, later)
    known = KnownOpportunity.objects.get(record_id=first.reference)
    review.judge_opportunity(second, known, "same", source="Same tender", by=reviewer, at=later)
    return fresh(first), fresh(second), reviewer


def test_a_draft_holds_no_place() -> None:
    assert make.draft().place_at is None


def test_the_first_complete_submission_takes_the_place() -> None:
    registration = make.submitted()
    assert (registration.place_at, registration.place_number) == (make.AT, registration.submissions.get().pk)


def test_submissions_of_one_instant_are_ordered_by_the_databases_sequence() -> None:
    first, second = make.submitted(), make.submitted()
    assert first.place_at == second.place_at
    assert first.place_number < second.place_number  # type: ignore[operator]


def test_an_incomplete_submission_takes_no_place() -> None:
    registration = make.draft(project_name="TBD")
    with pytest.raises(NotAcceptable):
        lifecycle.submit(registration, by=registration.owner, at=make.AT)
    assert fresh(registration).place_at is None


def test_an_answer_within_five_working_days_keeps_the_place() -> None:
    registration = make.returned()
    again = answered(registration, make.AT + timedelta(days=4), budget=300_000)
    assert again.place_at == make.AT


def test_both_times_stay_visible_after_an_answer() -> None:
    registration = make.returned()
    at = make.AT + timedelta(days=4)
    again = answered(registration, at, budget=300_000)
    assert (again.place_at, again.submitted_at, again.submitted_last_at) == (make.AT, make.AT, at)
    assert list(again.submissions.values_list("at", "keeps_place")) == [(make.AT, False), (at, True)]


def test_an_answer_after_the_time_told_takes_a_new_place() -> None:
    registration = make.returned()
    assert registration.answer_due_at is not None
    at = registration.answer_due_at + timedelta(seconds=1)
    again = answered(registration, at, budget=300_000)
    assert again.place_at == at
    assert again.place_number == again.submissions.last().pk  # type: ignore[union-attr]


def test_an_answer_at_the_last_moment_keeps_the_place() -> None:
    registration = make.returned()
    assert registration.answer_due_at is not None
    assert answered(registration, registration.answer_due_at, budget=300_000).place_at == make.AT


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("customer-unclear", {"customer_name": "Other Customer Holdings"}),
        ("project-unclear", {"project_name": "Other hall"}),
    ],
)
def test_another_customer_or_project_takes_a_new_place(code: str, change: dict[str, str]) -> None:
    registration = make.returned(codes=(code,))
    at = make.AT + timedelta(days=1)
    assert answered(registration, at, **change).place_at == at


def test_the_validity_runs_from_the_first_submission_whatever_the_place() -> None:
    registration = make.returned(codes=("project-unclear",))
    again = answered(registration, make.AT + timedelta(days=1), project_name="Other hall")
    assert again.expires_at == registration.expires_at


def test_the_later_claim_of_one_deal_is_not_approved_before_the_earlier_is_decided() -> None:
    _first, second, reviewer = rivals()
    with pytest.raises(NotAcceptable):
        decisions.approve(second, by=reviewer, at=make.AT + HOUR)


def test_the_earlier_claim_of_one_deal_is_approved() -> None:
    first, _second, reviewer = rivals()
    assert decisions.approve(first, by=reviewer, at=make.AT + HOUR).status == Status.APPROVED


def test_a_parked_claim_waits_while_the_earlier_one_lives() -> None:
    first, second, reviewer = rivals()
    review.park(second, by=reviewer, at=make.AT + HOUR)
    sweeps.tick(make.AT + 2 * HOUR)
    decisions.approve(fresh(first), by=reviewer, at=make.AT + 3 * HOUR)
    sweeps.tick(make.AT + 4 * HOUR)
    assert fresh(second).parked


def test_a_parked_claim_waits_for_one_in_other_words_that_a_person_called_the_same() -> None:
    _first, second, reviewer = rivals(
        project_name="Archive of the second hospital", installation_city="Chiang Mai", budget=9_000,
        implementation_from=date(2028, 6, 1), implementation_until=date(2028, 9, 1),
    )  # fmt: skip
    review.park(second, by=reviewer, at=make.AT + HOUR)
    sweeps.tick(make.AT + 2 * HOUR)
    assert fresh(second).parked


def test_a_parked_claim_waits_by_the_verdict_given_on_the_other_claim_too() -> None:
    facts, reviewer = make.answers(), make.coordinator()
    later = make.AT + timedelta(minutes=5)
    first = make.submitted(**facts)
    second = make.submitted(make.seller(), later, **facts)
    known = KnownOpportunity.objects.get(record_id=second.reference)
    review.judge_opportunity(first, known, "same", source="Same tender", by=reviewer, at=later)
    review.park(second, by=reviewer, at=make.AT + HOUR)
    sweeps.tick(make.AT + 2 * HOUR)
    assert fresh(second).parked


def test_a_parked_claim_is_offered_when_the_earlier_one_ends() -> None:
    first, second, reviewer = rivals()
    review.park(second, by=reviewer, at=make.AT + HOUR)
    lifecycle.withdraw(first, by=first.owner, at=make.AT + 2 * HOUR)
    assert sweeps.tick(make.AT + 3 * HOUR)["parked offered"] == 1
    again = fresh(second)
    assert (again.parked, again.status) == (False, Status.SUBMITTED)


def test_an_offered_claim_has_the_whole_promise_again() -> None:
    first, second, reviewer = rivals()
    review.park(second, by=reviewer, at=make.AT + HOUR)
    assert fresh(second).decision_nudge_at is None
    lifecycle.withdraw(first, by=first.owner, at=make.AT + 2 * HOUR)
    sweeps.tick(make.AT + 3 * HOUR)
    assert fresh(second).decision_due_at == make.AT + 3 * HOUR + timedelta(days=2)


def test_the_partner_of_a_parked_claim_reads_the_same_status_as_of_any_other() -> None:
    _first, second, reviewer = rivals()
    review.park(second, by=reviewer, at=make.AT + HOUR)
    assert fresh(second).get_status_display() == make.submitted().get_status_display()


def test_what_the_vendor_knows_never_refuses_a_submission() -> None:
    facts = make.answers()
    make.approved(**facts)
    assert make.submitted(make.seller(), **facts).status == Status.SUBMITTED


def test_an_end_of_the_first_lets_a_later_registration_of_the_deal_be_approved() -> None:
    facts = make.answers()
    first = make.approved(**facts)
    lifecycle.withdraw(first, by=first.owner, at=make.AT + HOUR)
    assert make.approved(make.seller(), make.AT + 2 * HOUR, **facts).status == Status.APPROVED


def test_a_price_date_before_the_lead_time_is_refused_at_the_submission() -> None:
    registration = make.draft(price_application_on=date(2027, 3, 15))
    with pytest.raises(NotAcceptable) as refusal:
        lifecycle.submit(registration, by=registration.owner, at=make.AT)
    assert [finding.code for finding in refusal.value.failing] == ["lead-time"]
