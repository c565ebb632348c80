"""Rehearsing a proposed version over the cases of the last quarter."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from deals import tasks
from deals.models import Event, Registration, Rehearsal
from deals.refusals import NotYours, Refused
from deals.rehearsal import asking, work
from deals.tests import factories as make
from deals.tests.desk import LATER, Desk, text
from deals.tests.rehearsing import SOON, proposed, rehearsed, told
from partners import trees
from partners.models import BenefitProposal, Policy, TierTerms
from partners.tests.factories import (
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PolicyFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


def test_last_days_announced_after_the_filing_are_on_neither_side() -> None:
    row = make.approved()
    nodes: list[Any] = [row.items.get().product_line, row.region]
    for node in nodes:
        trees.announce_end(node, make.AT.date() + DAY, by=ManagerFactory.create(), at=make.AT, reason="Over")
    [scope] = row.checks.filter(code="scope", occasion="approve")
    again = rehearsed(proposed(lead_time_days=99), at=make.AT + 5 * DAY)
    assert (scope.outcome, told(again)) == ("pass", {row.pk: {"lead-time": ("pass", "fail")}})


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
