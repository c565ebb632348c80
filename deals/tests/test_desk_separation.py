"""Who may do what at the desk: role by act, region by region, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from deals import decisions, lifecycle, review
from deals.admin.decide import ACTS
from deals.models import Registration
from deals.states import Status
from deals.tests import factories
from deals.tests.clock import fresh
from deals.tests.desk import Desk, act_url, text
from partners.models import User
from partners.tests.factories import (
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PersonFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

SLUGS = (*ACTS, "verify", "judge")
# What each act's form needs, so that a refusal is never the form's.
FILLED = {
    "codes": ["budget-unconfirmed"],
    "reason": "Reason",
    "evidence": "Mail",
    "answer": "Answer",
    "granted": "yes",
    "verdict-budget": "confirmed",
    "source-budget": "Call",
}


def elsewhere() -> User:
    RegionFactory.create(code="emea")
    return CoordinatorFactory.create(region_codes=["emea"])


@pytest.fixture(scope="module")
def told(told_once: None) -> Registration:
    return factories.submitted()


@pytest.fixture
def row(told: Registration, db: None) -> Registration:
    return fresh(told)


def answers(desk: Desk, row: Registration) -> dict[str, int]:
    """What each act answers when its filled form is posted; nothing may have changed afterwards."""
    found = {slug: desk.act(row, slug, **FILLED).status_code for slug in SLUGS}
    assert Registration.objects.get(pk=row.pk).version == row.version
    return found


@pytest.mark.parametrize("person", [ManagerFactory, AuditorFactory])
def test_only_coordinators_act(person: type[PersonFactory], row: Registration) -> None:
    desk = Desk(person.create())
    assert answers(desk, row) == dict.fromkeys(SLUGS, 403)
    assert {slug: desk.page(row, slug).status_code for slug in SLUGS} == dict.fromkeys(SLUGS, 403)


def test_a_coordinator_never_acts_outside_the_assigned_regions(row: Registration) -> None:
    assert answers(Desk(elsewhere()), row) == dict.fromkeys(SLUGS, 404)


def test_a_partner_never_reaches_the_desk(row: Registration) -> None:
    assert answers(Desk(row.owner), row) == dict.fromkeys(SLUGS, 302)
    assert Desk(row.owner).review(row).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("person", [ManagerFactory, AuditorFactory])
def test_managers_and_auditors_read_without_anything_to_press(
    person: type[PersonFactory], row: Registration
) -> None:
    page = text(Desk(person.create()).review(row))
    assert row.customer_name in page
    assert act_url(row, "approve") not in page
    assert act_url(row, "verify") not in page


@pytest.mark.parametrize(
    ("person", "shown"), [(CoordinatorFactory, True), (ManagerFactory, False), (AuditorFactory, False)]
)
def test_names_of_the_decision_chain_are_for_the_coordinator_of_the_case(
    person: type[PersonFactory], shown: bool, row: Registration
) -> None:
    page = text(Desk(person.create()).review(row))
    assert ("Somchai Canary" in page) is shown
    assert ("somchai.canary" in page) is shown


@pytest.mark.parametrize("name", ["change", "history", "delete"])
def test_a_registration_of_another_region_does_not_exist(name: str, row: Registration) -> None:
    url = reverse(f"admin:deals_registration_{name}", args=[row.pk])
    assert Desk(elsewhere()).get(url).status_code == 404


def test_the_queue_and_its_filters_show_the_assigned_regions_alone(row: Registration) -> None:
    desk = Desk(elsewhere())
    page = text(desk.queue())
    assert row.reference not in page
    assert 'value="apac' not in page
    assert row.reference not in text(desk.queue(region="apac"))
    assert row.customer_name not in text(desk.queue(q=row.reference))


def test_the_first_page_counts_the_assigned_regions_alone(row: Registration) -> None:
    index = reverse("admin:index")
    assert "<b>1</b><span>To decide</span>" in text(Desk(factories.coordinator()).get(index))
    assert "<b>0</b><span>To decide</span>" in text(Desk(elsewhere()).get(index))


def test_events_of_another_region_are_not_listed(row: Registration) -> None:
    events = reverse("admin:deals_event_changelist")
    assert row.reference in text(Desk(factories.coordinator()).get(events))
    assert row.reference not in text(Desk(elsewhere()).get(events))


def test_drafts_are_the_partners_own() -> None:
    draft = factories.draft()
    assert Desk(factories.coordinator()).review(draft).status_code == 404


@pytest.mark.parametrize("person", [CoordinatorFactory, ManagerFactory, AuditorFactory])
def test_nobody_adds_edits_or_deletes_a_registration(person: type[PersonFactory], row: Registration) -> None:
    desk = Desk(person.create())
    assert desk.get(reverse("admin:deals_registration_add")).status_code == 403
    assert desk.post(reverse("admin:deals_registration_delete", args=[row.pk]), post="yes").status_code == 403
    desk.post(
        reverse("admin:deals_registration_change", args=[row.pk]), customer_name="Other", status="approved"
    )
    unchanged = Registration.objects.get(pk=row.pk)
    assert (unchanged.customer_name, unchanged.status) == (row.customer_name, Status.SUBMITTED)


def test_one_person_never_revokes_alone() -> None:
    row = factories.heard(factories.approved())
    desk = Desk(factories.coordinator())
    desk.act(row, "propose-revocation", reason="False", evidence="Letter")
    response = desk.act(row, "revoke")
    assert response.status_code == 409
    assert "Another coordinator has to carry it out." in text(response)
    assert Desk(factories.coordinator()).act(row, "revoke").status_code == 302
    assert Registration.objects.get(pk=row.pk).status == Status.REVOKED


def test_an_appeal_is_not_decided_by_who_decided_before() -> None:
    first = factories.coordinator()
    row = decisions.reject(factories.submitted(), by=first, at=factories.AT, codes=["not-available"])
    lifecycle.appeal(row, by=row.owner, at=factories.AT, grounds="We were first.")
    data = {"codes": ["not-available"]}
    assert Desk(first).act(row, "reject", **data).status_code == 409
    assert Desk(factories.coordinator()).act(row, "reject", **data).status_code == 302


def test_a_lead_time_exception_takes_two_persons(row: Registration) -> None:
    desk = Desk(factories.coordinator())
    desk.act(row, "propose-lead-time", reason="Tender of the state")
    assert desk.act(row, "grant-lead-time").status_code == 409
    Desk(factories.coordinator()).act(row, "grant-lead-time")
    assert Registration.objects.get(pk=row.pk).lead_time_exception


def test_a_large_budget_is_proposed_by_one_and_approved_by_another(row: Registration) -> None:
    policy = row.pinned_policy
    policy.two_person_budget = 1
    policy.save()
    desk = Desk(factories.coordinator())
    factories.verified(row, desk.user)
    assert "Two persons decide" in text(desk.page(row, "approve"))
    assert desk.act(row, "approve").status_code == 409
    desk.act(row, "propose-approval", reason="Well verified")
    assert desk.act(row, "approve").status_code == 409
    assert Desk(factories.coordinator()).act(row, "approve").status_code == 302


def test_a_case_claimed_by_a_colleague_says_so(row: Registration) -> None:
    colleague = factories.coordinator()
    review.claim(row, by=colleague, at=factories.AT + timedelta(hours=1))
    assert f"Being reviewed by {colleague.name}" in text(Desk(factories.coordinator()).review(row))
