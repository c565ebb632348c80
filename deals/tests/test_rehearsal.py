"""Rehearsing a proposed version over the cases of the last quarter."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from deals import decisions, lifecycle, tasks
from deals.admin import rehearsed_words
from deals.models import Event, Registration, Rehearsal, RehearsedCase
from deals.refusals import NotYours, Refused
from deals.rehearsal import asking, work
from deals.tests import factories as make
from deals.tests.desk import LATER, Desk, text
from partners import trees
from partners.models import BenefitProposal, Policy, TierTerms, User
from partners.tests.factories import (
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PolicyFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOON = make.AT + timedelta(days=3)


def proposed(**numbers: Any) -> Policy:
    region = numbers.pop("region", None)
    return PolicyFactory.create(region=region, number=2, starts_at=make.AT + timedelta(days=400), **numbers)


def rehearsed(policy: Policy, at: datetime = SOON, by: User | None = None) -> Rehearsal:
    rehearsal = asking.ask(policy, by=by or ManagerFactory.create(), at=at)
    while work.step(rehearsal.pk, at):
        pass
    rehearsal.refresh_from_db()
    return rehearsal


def told(rehearsal: Rehearsal) -> dict[int, dict[str, tuple[str, str]]]:
    return {
        case.registration_id: {what: (was, would) for what, was, would in case.differences}
        for case in RehearsedCase.objects.filter(rehearsal=rehearsal)
    }


def test_a_longer_lead_time_lists_exactly_the_cases_that_planned_less() -> None:
    short = make.approved(price_application_on=date(2027, 3, 20))
    make.approved(price_application_on=date(2027, 4, 15))
    rehearsal = rehearsed(proposed(lead_time_days=30))
    assert told(rehearsal) == {short.pk: {"lead-time": ("pass", "fail")}}
    assert (rehearsal.cases_done, rehearsal.cases_differ, rehearsal.counts) == (2, 1, {"lead-time": 1})


def test_the_same_numbers_list_nothing() -> None:
    make.approved()
    make.rejected()
    rehearsal = rehearsed(proposed())
    assert (rehearsal.cases_done, rehearsal.cases_differ) == (2, 0)
    assert told(rehearsal) == {}


def test_a_lower_cap_is_reached_by_the_cases_above_it() -> None:
    seller = make.seller()
    make.approved(seller)
    second = make.approved(seller, at=make.AT + timedelta(hours=1))
    policy = proposed()
    assert seller.partner
    TierTerms.objects.create(policy=policy, tier=seller.partner.tier, open_most=1, per_day_most=9)
    assert told(rehearsed(policy)) == {second.pk: {"eligible": ("pass", "fail"), "open-cap": ("", "met")}}


def test_a_lower_budget_asks_for_two_persons() -> None:
    large = make.approved(budget=Decimal(900_000))
    make.approved(budget=Decimal(100_000))
    assert told(rehearsed(proposed(two_person_budget=500_000))) == {large.pk: {"two-persons": ("", "needed")}}


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


def test_last_days_announced_after_the_filing_are_on_neither_side() -> None:
    row = make.approved()
    nodes: list[Any] = [row.items.get().product_line, row.region]
    for node in nodes:
        trees.announce_end(node, make.AT.date() + DAY, by=ManagerFactory.create(), at=make.AT, reason="Over")
    [scope] = row.checks.filter(code="scope", occasion="approve")
    again = rehearsed(proposed(lead_time_days=99), at=make.AT + 5 * DAY)
    assert (scope.outcome, told(again)) == ("pass", {row.pk: {"lead-time": ("pass", "fail")}})


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


def test_a_benefit_proposed_otherwise_is_told() -> None:
    row, policy = make.approved(), proposed()
    BenefitProposal.objects.create(policy=policy, kind="reward", percent=Decimal("2.50"))
    assert told(rehearsed(policy)) == {row.pk: {"benefit:reward": ("", "2.5 %")}}


def test_a_version_of_a_region_is_rehearsed_over_its_cases_alone() -> None:
    make.approved()
    other = RegionFactory.create(code="emea")
    assert rehearsed(proposed(validity_months=3, region=other)).cases_done == 0


def test_cases_decided_before_the_quarter_are_left_out() -> None:
    make.approved()
    assert rehearsed(proposed(validity_months=3), at=make.AT + timedelta(days=100)).cases_done == 0


def test_a_rehearsal_writes_no_event_and_changes_no_case() -> None:
    row = make.approved()
    before = (Event.objects.count(), Registration.objects.filter(pk=row.pk).values().get())
    rehearsed(proposed(validity_months=3, lead_time_days=90))
    assert (Event.objects.count(), Registration.objects.filter(pk=row.pk).values().get()) == before


def test_a_rehearsal_goes_on_where_a_killed_worker_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SLICE", 1)
    rows = [make.approved(), make.approved(), make.approved()]
    rehearsal = asking.ask(proposed(validity_months=3), by=ManagerFactory.create(), at=SOON)
    assert work.step(rehearsal.pk, SOON)
    tasks.work_on_rehearsals()
    rehearsal.refresh_from_db()
    assert rehearsal.ended_at
    assert sorted(told(rehearsal)) == [row.pk for row in rows]


def test_a_slice_asks_the_same_of_the_database_for_one_case_and_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    for _each in range(4):
        make.approved()
    rehearsal = asking.ask(proposed(validity_months=3), by=ManagerFactory.create(), at=SOON)
    with django_assert_max_num_queries(21):
        work.step(rehearsal.pk, SOON)


def test_asking_twice_while_it_runs_asks_once() -> None:
    policy, manager = proposed(), ManagerFactory.create()
    make.world()
    assert asking.ask(policy, by=manager, at=SOON) == asking.ask(policy, by=manager, at=SOON)


def test_a_version_that_started_is_not_rehearsed() -> None:
    with pytest.raises(Refused, match="started already"):
        asking.ask(PolicyFactory.create(), by=ManagerFactory.create(), at=SOON)


def test_an_auditor_asks_for_none() -> None:
    with pytest.raises(NotYours):
        asking.ask(proposed(), by=AuditorFactory.create(), at=SOON)


def page_of(rehearsal: Rehearsal, name: str = "change") -> str:
    return reverse(f"admin:deals_rehearsal_{name}", args=[rehearsal.pk])


def in_asia(**numbers: Any) -> Policy:
    make.world()
    return proposed(region=RegionFactory.create(code="apac"), **numbers)


def test_the_button_leads_to_the_page_that_tells_how_far_it_is() -> None:
    policy = in_asia(validity_months=3)
    row = make.approved()
    desk = Desk(CoordinatorFactory.create(region_codes=["apac"]))
    asked = desk.post(reverse("admin:partners_policy_rehearse", args=[policy.pk]))
    rehearsal = Rehearsal.objects.get()
    assert asked["Location"] == page_of(rehearsal)
    assert "0 of 1 cases were looked at so far." in text(desk.get(page_of(rehearsal)))
    work.step(rehearsal.pk, LATER)
    page = text(desk.get(page_of(rehearsal)))
    assert "1 of 1 cases would have come out differently." in page
    assert reverse("admin:deals_registration_change", args=[row.pk]) in page


def test_the_same_rows_are_there_as_csv() -> None:
    policy = in_asia(validity_months=3)
    row = make.approved()
    rehearsal = rehearsed(policy)
    lines = text(Desk(ManagerFactory.create()).get(page_of(rehearsal, "csv"))).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(row.reference)
    assert lines[1].endswith("expires,2027-09-01,2027-06-01")
    assert lines[2].endswith("extension,2027-07-03,2027-04-02")


def test_a_coordinator_of_another_region_finds_none_of_it() -> None:
    policy = in_asia()
    rehearsal = rehearsed(policy)
    RegionFactory.create(code="emea")
    stranger = Desk(CoordinatorFactory.create(region_codes=["emea"]))
    pages = [page_of(rehearsal), page_of(rehearsal, "csv")]
    assert [stranger.get(url).status_code for url in pages] == [404, 404]
    assert stranger.post(reverse("admin:partners_policy_rehearse", args=[policy.pk])).status_code == 404


def test_a_version_changed_since_is_told_as_such() -> None:
    policy = in_asia(validity_months=3)
    rehearsal = rehearsed(policy)
    Policy.objects.filter(pk=policy.pk).update(validity_months=4)
    assert "The version was changed after it was rehearsed." in text(
        Desk(ManagerFactory.create()).get(page_of(rehearsal))
    )
