"""Versions of a policy at the desk: drafted as a copy, changed until they start, compared row by row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from partners.admin import policy_changes
from partners.models import BenefitProposal, Policy, TierTerms
from partners.tests.factories import (
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PolicyFactory,
    RegionFactory,
)
from partners.tests.test_admin_partners import add_policy, change_url, desk_of, numbers

pytestmark = pytest.mark.django_db
AHEAD = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


def rows(old: Policy, new: Policy) -> list[tuple[str, str, str, str]]:
    return [(row.label, row.unit, row.old, row.new) for row in policy_changes.changes(old, new)]


def test_a_changed_number_is_told_with_its_unit() -> None:
    old, new = PolicyFactory.create(), PolicyFactory.create(number=2, lead_time_days=30)
    label = "Days from registration to price application"
    assert rows(old, new) == [(label, "days", "15", "30")]


def test_lists_of_days_are_told_day_by_day() -> None:
    old, new = PolicyFactory.create(), PolicyFactory.create(number=2, update_warning_days=[7, 20])
    assert rows(old, new)[0][2:] == ("14, 21, 25, 27", "7, 20")


def test_a_limit_that_was_not_there_is_told_as_none() -> None:
    sea = RegionFactory.create()
    old = PolicyFactory.create(region=sea)
    new = PolicyFactory.create(region=sea, number=2, two_person_budget=250000)
    assert rows(old, Policy.objects.get(pk=new.pk)) == [
        ("Budget above which two persons approve", "USD", "No limit", "250,000.00")
    ]


def test_caps_and_benefits_are_compared_too() -> None:
    old, new = PolicyFactory.create(), PolicyFactory.create(number=2)
    TierTerms.objects.create(policy=old, tier="gold", open_most=50, per_day_most=5)
    TierTerms.objects.create(policy=new, tier="gold", open_most=40, per_day_most=5)
    BenefitProposal.objects.create(policy=new, kind="reward", percent="2.50", terms="Paid each quarter")
    assert [row[2:] for row in rows(old, new)] == [
        ("50", "40"),
        ("Not set", "2.50 per cent, Paid each quarter"),
    ]


def test_the_same_numbers_differ_in_nothing() -> None:
    assert rows(PolicyFactory.create(), PolicyFactory.create(number=2)) == []


def difference(new: Policy, old: Policy) -> str:
    return reverse("admin:partners_policy_difference", args=[new.pk, old.pk])


@pytest.mark.parametrize("person", [ManagerFactory, CoordinatorFactory, AuditorFactory])
def test_the_difference_is_a_page_of_the_desk(person: Any) -> None:
    old, new = PolicyFactory.create(), PolicyFactory.create(number=2, grace_days=9)
    page = desk_of(person.create()).get(difference(new, old)).content.decode()
    assert "1 number differs." in page
    assert "Days to reinstate" in page


def test_versions_of_different_regions_are_not_compared() -> None:
    old, new = PolicyFactory.create(), PolicyFactory.create(region=RegionFactory.create(), number=2)
    assert desk_of(ManagerFactory.create()).get(difference(new, old)).status_code == 404


def test_the_page_of_a_version_lists_all_with_their_authors() -> None:
    manager = ManagerFactory.create()
    first = PolicyFactory.create(author=manager)
    PolicyFactory.create(number=2, starts_at=AHEAD)
    page = desk_of(manager).get(change_url(first)).content.decode()
    assert difference(first, Policy.objects.get(number=2)) in page
    assert manager.name in page


def test_a_version_is_changed_until_it_starts() -> None:
    draft = PolicyFactory.create(starts_at=AHEAD)
    answer = desk_of(ManagerFactory.create()).post(change_url(draft), numbers(update_days=40))
    assert answer.status_code == 302
    assert Policy.objects.get().update_days == 40
    assert Policy.objects.get().number == 1


@pytest.mark.parametrize("person", [CoordinatorFactory, AuditorFactory])
def test_a_draft_is_changed_by_programme_managers_alone(person: Any) -> None:
    draft = PolicyFactory.create(starts_at=AHEAD)
    answer = desk_of(person.create()).post(change_url(draft), numbers(update_days=40))
    assert answer.status_code == 403


def test_two_versions_of_a_region_do_not_start_at_once() -> None:
    PolicyFactory.create(starts_at=AHEAD)
    page = add_policy().content.decode()
    assert "Worldwide 1 starts at the same time" in page
    assert Policy.objects.count() == 1


def test_a_version_does_not_start_earlier_today() -> None:
    a_minute_ago = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    assert "Choose a start that lies ahead" in add_policy(starts_at=a_minute_ago).content.decode()
