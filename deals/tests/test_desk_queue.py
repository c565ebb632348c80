"""The queue: what comes first, who has it, what is put off, what opens next, and several at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from deals import decisions, extensions, lifecycle, review, sweeps
from deals.models import Registration
from deals.reasons import REASONS
from deals.refusals import Refused
from deals.risk import Circumstances, points, signs
from deals.states import Status
from deals.tests import factories
from deals.tests.desk import Desk, review_url, text
from partners import leave
from partners.models import Policy, User
from partners.tests.factories import CoordinatorFactory, RegionFactory
from validation.findings import Code, Finding, Message, Outcome

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> Desk:
    return Desk(factories.coordinator())


def shown(desk: Desk, **query: str) -> list[int]:
    return [row.pk for row in desk.queue(**query).context["cl"].result_list]


def test_among_cases_of_the_same_hour_the_riskier_comes_first(desk: Desk) -> None:
    seller = factories.seller()
    Policy.objects.update(two_person_budget=200_000)
    small = factories.submitted(seller, budget=100_000)
    big = factories.submitted(seller, at=factories.AT + timedelta(minutes=5), budget=900_000)
    sweeps.tick(factories.AT + HOUR)
    assert shown(desk) == [big.pk, small.pk]
    assert "Big budget" in text(desk.queue())


def test_the_promise_comes_before_the_risk(desk: Desk) -> None:
    seller = factories.seller()
    Policy.objects.update(two_person_budget=200_000)
    big = factories.submitted(seller, at=factories.AT + 3 * HOUR, budget=900_000)
    small = factories.submitted(seller, at=factories.AT, budget=100_000)
    sweeps.tick(factories.AT + 4 * HOUR)
    assert shown(desk) == [small.pk, big.pk]


def test_what_waits_for_nobody_at_the_vendor_is_not_in_the_queue_unless_asked_for(desk: Desk) -> None:
    approved = factories.approved()
    row = factories.submitted()
    assert shown(desk) == [row.pk]
    assert set(shown(desk, status="any")) == {row.pk, approved.pk}
    assert shown(desk, q=approved.reference) == [approved.pk]


def test_requests_of_the_partner_are_in_the_same_queue(desk: Desk) -> None:
    row = factories.approved()
    assert row.expires_at
    at = row.expires_at - timedelta(days=20)
    factories.updated(row, at)
    extensions.ask_extension(row, close_on=at.date() + timedelta(days=90), reason="Late", by=row.owner, at=at)
    assert shown(desk) == [row.pk]


def test_the_queue_says_who_has_a_case_and_for_how_long(desk: Desk) -> None:
    row, colleague = factories.submitted(), factories.coordinator()
    review.claim(row, by=colleague, at=desk.at - timedelta(minutes=3))
    page = text(desk.queue())
    assert colleague.name in page
    assert "3 min" in page
    assert f"Being reviewed by {colleague.name}, 3 min" in text(desk.review(row))


# put off


def put_off(desk: Desk, row: Registration, **said: str) -> Any:
    until = (desk.user.local(desk.at) + 5 * HOUR).strftime("%Y-%m-%dT%H:%M")
    return desk.act(row, "snooze", **{"until": until, "reason": "Call after lunch", **said})


def test_a_case_put_off_goes_last_while_its_promise_runs_on(desk: Desk) -> None:
    seller = factories.seller()
    first, second = factories.submitted(seller), factories.submitted(seller, at=factories.AT + HOUR)
    due = first.decision_due_at
    assert put_off(desk, first).status_code == 302
    first.refresh_from_db()
    assert first.decision_due_at == due
    assert shown(desk) == [second.pk, first.pk]
    assert "Call after lunch" in text(desk.queue())


def test_a_case_put_off_comes_back_by_itself(desk: Desk) -> None:
    seller = factories.seller()
    first, second = factories.submitted(seller), factories.submitted(seller, at=factories.AT + HOUR)
    put_off(desk, first)
    desk.at += 6 * HOUR
    assert shown(desk) == [first.pk, second.pk]


def test_a_case_put_off_is_taken_up_again(desk: Desk) -> None:
    row = factories.submitted()
    put_off(desk, row)
    desk.act(row, "wake")
    row.refresh_from_db()
    assert row.snoozed_until is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": ""}, "Say why the case waits."),
        ({"until": "2027-01-01T10:00"}, "This time is past."),
        ({"until": "2027-09-01T10:00"}, "within the next two weeks"),
        ({"until": "soon"}, "Write a day and a time."),
    ],
)
def test_a_case_is_not_put_off_without_reason_or_for_long(
    desk: Desk, said: dict[str, str], words: str
) -> None:
    row = factories.submitted()
    response = put_off(desk, row, **said)
    assert response.status_code in (409, 422)
    assert words in text(response)
    assert Registration.objects.get(pk=row.pk).snoozed_until is None


# the next case


def test_the_next_case_opens_by_itself(desk: Desk) -> None:
    seller = factories.seller()
    row, following = factories.submitted(seller), factories.submitted(seller, at=factories.AT + HOUR)
    response = desk.act(row, "return", codes=["budget-unconfirmed"])
    assert response["Location"] == review_url(following)


def test_the_queue_opens_after_the_last_case(desk: Desk) -> None:
    response = desk.act(factories.submitted(), "return", codes=["budget-unconfirmed"])
    assert response["Location"] == reverse("admin:deals_registration_changelist")


def test_a_person_who_does_not_want_it_stays_with_the_case(desk: Desk) -> None:
    desk.post(reverse("admin:deals_registration_choices"), shortcuts="on")
    desk.user.refresh_from_db()
    assert (desk.user.shortcuts, desk.user.next_case) == (True, False)
    row, _other = factories.submitted(), factories.submitted()
    assert desk.act(row, "return", codes=["budget-unconfirmed"])["Location"] == review_url(row)


def test_the_case_that_opens_is_one_this_person_may_decide(desk: Desk) -> None:
    seller = factories.seller()
    row = factories.submitted(seller)
    taken, proposed, asleep, parked, free = (
        factories.submitted(seller, at=factories.AT + n * HOUR) for n in (1, 2, 3, 4, 5)
    )
    review.claim(taken, by=factories.coordinator(), at=desk.at)
    review.propose(proposed, "approve", reason="Two", by=desk.user, at=desk.at)
    put_off(desk, asleep)
    review.park(parked, by=desk.user, at=desk.at)
    assert desk.act(row, "return", codes=["budget-unconfirmed"])["Location"] == review_url(free)


def test_shortcuts_are_off_until_switched_on(desk: Desk) -> None:
    page = text(desk.review(factories.submitted()))
    assert 'data-on="no"' in page
    desk.post(reverse("admin:deals_registration_choices"), shortcuts="on", next_case="on")
    assert 'data-on="yes"' in text(desk.queue())


# deputies


def test_a_deputy_sees_and_decides_and_the_own_regions_come_first() -> None:
    RegionFactory.create(code="emea")
    deputy: User = CoordinatorFactory.create(region_codes=["emea"])
    absent, row = factories.coordinator(), factories.submitted()
    desk = Desk(deputy)
    assert desk.review(row).status_code == 404
    day = desk.at.date()
    leave.name_deputy(absent, deputy, starts_on=day, ends_on=day, by=absent, at=factories.AT)
    assert shown(desk) == [row.pk]
    assert desk.act(row, "return", codes=["budget-unconfirmed"]).status_code == 302
    desk.at += timedelta(days=2)
    assert desk.review(row).status_code == 404


# several at once


def batch(desk: Desk, action: str, rows: list[Registration], **data: Any) -> Any:
    url = reverse("admin:deals_registration_changelist") + "?status=any"
    return desk.post(url, action=action, _selected_action=[row.pk for row in rows], **data)


def versions(rows: list[Registration]) -> dict[str, int]:
    return {f"version-{row.pk}": row.version for row in rows}


def test_several_cases_are_returned_with_one_answer_and_reported_row_by_row(desk: Desk) -> None:
    seller = factories.seller()
    rows = [factories.submitted(seller) for _number in range(3)]
    assert "3 cases" in text(batch(desk, "return_chosen", rows))
    seen = versions(rows)
    review.claim(rows[1], by=factories.coordinator(), at=desk.at)
    page = text(batch(desk, "return_chosen", rows, confirm="yes", codes=["budget-unconfirmed"], **seen))
    assert "2 of 3 done" in page
    assert "Somebody changed this registration" in page
    assert [Registration.objects.get(pk=row.pk).status for row in rows] == [
        "returned",
        "submitted",
        "returned",
    ]


def test_several_cases_are_rejected_for_one_reason_and_reported_row_by_row(desk: Desk) -> None:
    seller = factories.seller()
    rows = [factories.submitted(seller), factories.approved(seller), factories.submitted(seller)]
    code = next(reason.code for reason in REASONS.values() if reason.rejects)
    page = text(batch(desk, "reject_chosen", rows, confirm="yes", codes=[code], **versions(rows)))
    assert "2 of 3 done" in page
    states = [Registration.objects.get(pk=row.pk).status for row in rows]
    assert states == [Status.REJECTED, Status.APPROVED, Status.REJECTED]
    assert rows[2].decisions.get().codes == [code]


def test_the_own_decision_under_appeal_is_left_out_of_a_batch(desk: Desk) -> None:
    code = next(reason.code for reason in REASONS.values() if reason.rejects and reason.may_appeal)
    row = decisions.reject(factories.submitted(), by=desk.user, at=factories.AT, codes=[code])
    lifecycle.appeal(row, by=row.owner, at=desk.at, grounds="First")
    rows = [Registration.objects.get(pk=row.pk)]
    page = text(batch(desk, "reject_chosen", rows, confirm="yes", codes=[code], **versions(rows)))
    assert "0 of 1 done" in page
    assert Registration.objects.get(pk=row.pk).status == Status.SUBMITTED


def test_a_batch_without_a_reason_sends_nothing(desk: Desk) -> None:
    rows = [factories.submitted()]
    response = batch(desk, "return_chosen", rows, confirm="yes", words="As agreed", **versions(rows))
    assert response.status_code == 422
    assert "As agreed" in text(response)
    assert Registration.objects.get(pk=rows[0].pk).status == Status.SUBMITTED


def test_partners_are_reminded_of_what_they_owe(desk: Desk) -> None:
    approved = factories.approved()
    rows = [factories.returned(), approved, factories.submitted()]
    page = text(batch(desk, "remind_chosen", rows, confirm="yes", **versions(rows)))
    assert "2 of 3 done" in page
    assert list(rows[0].events.filter(kind="reminded").values_list("payload__deadline", flat=True))


def test_nobody_is_reminded_twice_in_a_day() -> None:
    row, by = factories.returned(), factories.coordinator()
    review.remind(row, by=by, at=factories.AT + 2 * HOUR)
    with pytest.raises(Refused):
        review.remind(row, by=by, at=factories.AT + 20 * HOUR)


# risk


def finding(code: Code, outcome: Outcome, two: bool = False) -> Finding:
    return Finding(code, outcome, Message(""), two_persons=two)


def test_a_plain_case_of_a_known_partner_has_no_sign() -> None:
    assert signs(Circumstances(accepted_before=3), [finding(Code.PIPELINE, Outcome.PASS)]) == []


def test_every_sign_adds_its_points() -> None:
    found = signs(Circumstances(probing=True), [finding(Code.SINGLE, Outcome.REVIEW, two=True)])
    assert found == ["probing", "two-persons", "alike", "first-time"]
    assert points(found) == 12


def test_the_signs_are_kept_with_the_case() -> None:
    row = factories.submitted()
    sweeps.tick(factories.AT + HOUR)
    row.refresh_from_db()
    assert (row.risk_signs, row.risk) == (["first-time"], 2)
