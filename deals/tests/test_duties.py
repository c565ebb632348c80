"""The table of duties, tried over HTTP: role by verb, and the own case."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from deals import decisions, duties, lifecycle, review
from deals.admin.decide import ACTS
from deals.duties import AUDITOR, ELSEWHERE, HERE, MANAGER, PARTNER
from deals.models import Registration
from deals.moves import MOVES
from deals.states import Status
from deals.tests import factories
from deals.tests.desk import Desk
from partners.models import Policy, User
from partners.tests.factories import AuditorFactory, CoordinatorFactory, ManagerFactory, RegionFactory

pytestmark = pytest.mark.django_db
# Not there, not allowed, or sent to the sign-in page.
KEPT_OUT = {ELSEWHERE: 404, MANAGER: 403, AUDITOR: 403, PARTNER: 302}
STATES = sorted({min(MOVES[act.verb].sources) for act in ACTS.values()})


def person(role: str, row: Registration) -> User:
    if role == PARTNER:
        return row.owner
    if role == ELSEWHERE:
        RegionFactory.create(code="emea")
        return CoordinatorFactory.create(region_codes=["emea"])
    makers = {HERE: CoordinatorFactory, MANAGER: ManagerFactory, AUDITOR: AuditorFactory}
    return makers[role].create()


def test_the_page_of_the_documentation_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "duties.md").read_text()
    assert duties.markdown() in page


def test_every_act_of_the_desk_is_a_coordinators_in_the_table() -> None:
    roles = {duty.verb: duty.role for duty in duties.table()}
    assert {act.verb for act in ACTS.values() if roles[act.verb] != HERE} == set()


@pytest.mark.parametrize("status", [s for s in STATES if s not in (Status.DRAFT, Status.EXPIRED)])
def test_each_role_reaches_the_acts_of_its_column_and_no_other(status: str) -> None:
    row = factories.in_state(status)
    acts = [act for act in ACTS.values() if status in MOVES[act.verb].sources]
    version = Registration.objects.get(pk=row.pk).version
    for role, answer in KEPT_OUT.items():
        desk = Desk(person(role, row))
        assert {act.slug: desk.act(row, act.slug).status_code for act in acts} == {
            act.slug: answer for act in acts
        }, role
    assert Registration.objects.get(pk=row.pk).version == version
    desk = Desk(person(HERE, row))
    pages = {act.slug: desk.page(row, act.slug).status_code for act in acts if not act.at_once}
    assert pages == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("slug", ["approve", "return", "reject"])
def test_nobody_decides_the_appeal_against_the_own_decision(slug: str) -> None:
    first = factories.coordinator()
    row = decisions.reject(factories.submitted(), by=first, at=factories.AT, codes=["not-available"])
    lifecycle.appeal(row, by=row.owner, at=factories.AT, grounds="We were first.")
    factories.verified(row, first)
    data = {"codes": ["not-available"] if slug == "reject" else ["budget-unconfirmed"]}
    assert Desk(first).act(row, slug, **data).status_code == 409
    assert Desk(factories.coordinator()).act(row, slug, **data).status_code == 302


@pytest.mark.parametrize(
    ("proposed", "slug", "act"),
    [
        ("revoke", "revoke", "revoke"),
        ("lead-time", "grant-lead-time", "grant_lead_time"),
        ("approve", "approve", "approve"),
    ],
)
def test_nobody_carries_out_the_own_proposal(proposed: str, slug: str, act: str) -> None:
    assert "who proposed it" in duties.OWN[act]
    first = factories.coordinator()
    row = factories.heard(factories.approved()) if proposed == "revoke" else factories.submitted()
    Policy.objects.update(two_person_budget=1)
    if proposed == "approve":
        factories.verified(row, first)
    at = factories.AT + timedelta(hours=1)
    review.propose(row, proposed, reason="Seen", evidence="Letter", by=first, at=at)
    assert Desk(first).act(row, slug).status_code == 409
    assert Desk(factories.coordinator()).act(row, slug).status_code == 302
