"""Two writers at once, on PostgreSQL: whatever they do, an opportunity is in force once."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from deals import decisions, lifecycle, review
from deals.events import first_broken_link
from deals.models import Registration
from deals.refusals import Refused
from deals.states import Status
from deals.tests import factories as make
from partners.models import User
from validation.models import KnownOpportunity

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

FEW = 20
MANY = int(os.environ.get("RACES", "1000"))


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; "done" or the words of the refusal of each."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait()
            act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def claims_of_one_deal(sellers: list[User], reviewer: User, **second: object) -> list[Registration]:
    """Two partners' verified claims; the second differs from the first by `second`."""
    facts = make.answers()
    first = make.verified(make.submitted(sellers[0], **facts), reviewer)
    later = make.AT + timedelta(minutes=5)
    return [first, make.verified(make.submitted(sellers[1], later, **(facts | second)), reviewer, later)]


def judged(claims: list[Registration], verdict: str, reviewer: User) -> None:
    known = KnownOpportunity.objects.get(source="registration", record_id=claims[1].reference)
    review.judge_opportunity(claims[0], known, verdict, source="By mistake", by=reviewer, at=make.AT)


def race_of_approvals(rounds: int, **second: object) -> None:
    sellers, reviewers = [make.seller(), make.seller()], [make.coordinator(), make.coordinator()]
    later = make.AT + timedelta(hours=1)
    for _round in range(rounds):
        claims = claims_of_one_deal(sellers, reviewers[0], **second)
        judged(claims, "different" if not second else "same", reviewers[0])
        outcomes = at_once(
            partial(decisions.approve, claims[0], by=reviewers[0], at=later),
            partial(decisions.approve, claims[1], by=reviewers[1], at=later),
        )
        states = [Registration.objects.get(pk=claim.pk).status for claim in claims]
        assert sorted(states) == [Status.APPROVED, Status.SUBMITTED], outcomes
        assert outcomes.count("done") == 1
        for claim in claims:
            claim.refresh_from_db()
            lifecycle.withdraw(claim, by=claim.owner, at=later)
    assert first_broken_link() == ""


def test_of_two_identical_claims_approved_at_once_one_is_in_force() -> None:
    race_of_approvals(FEW)


def test_of_two_similar_claims_approved_at_once_one_is_in_force() -> None:
    race_of_approvals(FEW, project_name="Storage renewal phase one")


@pytest.mark.long
def test_of_many_identical_claims_approved_at_once_one_each_is_in_force() -> None:
    race_of_approvals(MANY)


@pytest.mark.long
def test_of_many_similar_claims_approved_at_once_one_each_is_in_force() -> None:
    race_of_approvals(MANY, project_name="Storage renewal phase one")


def test_a_reinstatement_and_a_rivals_approval_at_once_leave_one_in_force() -> None:
    sellers, reviewer = [make.seller(), make.seller()], make.coordinator()
    at = make.AT + timedelta(days=31)
    for _round in range(FEW // 4):
        facts = make.answers()
        first = make.approved(sellers[0], reviewer=reviewer, **facts)
        make.run_clock(make.AT + timedelta(days=30), step=timedelta(days=5))
        first.refresh_from_db()
        assert first.status == Status.LAPSED
        make.fresh_mirror(at)
        facts |= {"price_application_on": at.date() + timedelta(days=30)}
        second = make.verified(make.submitted(sellers[1], at, **facts), reviewer, at)
        outcomes = at_once(
            partial(decisions.reinstate, first, by=reviewer, at=at),
            partial(decisions.approve, second, by=reviewer, at=at),
        )
        in_force = Registration.objects.filter(pk__in=[first.pk, second.pk], status=Status.APPROVED)
        assert in_force.count() == 1, outcomes
        winner = in_force.get()
        lifecycle.withdraw(winner, by=winner.owner, at=at)


def test_five_submissions_of_one_draft_at_once_are_one_submission() -> None:
    registration = make.draft()
    outcomes = at_once(
        *[lambda: lifecycle.submit(registration, by=registration.owner, at=make.AT) for _post in range(5)]
    )
    assert outcomes.count("done") == 1
    assert registration.submissions.count() == 1


def test_a_claim_filed_while_a_rival_is_decided_is_found_before_the_decision() -> None:
    sellers, reviewer = [make.seller(), make.seller()], make.coordinator()
    facts = make.answers()
    first = make.verified(make.submitted(sellers[0], **facts), reviewer)
    draft = make.draft(sellers[1], **facts)
    later = make.AT + timedelta(hours=1)
    at_once(
        lambda: decisions.approve(first, by=reviewer, at=later),
        lambda: lifecycle.submit(draft, by=sellers[1], at=later),
    )
    first.refresh_from_db()
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    second = make.verified(draft, reviewer, later)
    with pytest.raises(Refused):
        decisions.approve(second, by=reviewer, at=later)
