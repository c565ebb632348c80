"""Whose registration it is: the one answer behind every list and every page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from deals.models import Registration
from deals.tests import factories as make
from deals.tests.test_behalf import registered
from partners.models import User
from partners.tests.factories import AuditorFactory, CoordinatorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


def seen_by(user: User | AnonymousUser) -> list[Registration]:
    return list(Registration.objects.visible_to(user))


def test_a_company_sees_what_any_of_its_people_registered() -> None:
    registration = make.draft()
    assert seen_by(make.seller(registration.partner)) == [registration]


def test_a_company_sees_nothing_of_another() -> None:
    make.submitted()
    assert seen_by(make.seller()) == []


def test_both_companies_see_a_registration_on_behalf() -> None:
    registration, person = registered()
    assert seen_by(person) == seen_by(registration.owner) == [registration]


def test_a_coordinator_sees_the_assigned_regions_and_what_lies_under_them() -> None:
    registration = make.submitted()
    assert registration.required_region.code == "apac.sea"
    assert seen_by(CoordinatorFactory.create(region_codes=["apac"])) == [registration]


def test_a_coordinator_sees_nothing_of_other_regions() -> None:
    make.submitted()
    assert seen_by(CoordinatorFactory.create(region_codes=["emea", "apac.anz", "ap"])) == []


@pytest.mark.parametrize("who", [CoordinatorFactory.create, ManagerFactory.create, AuditorFactory.create])
def test_nobody_at_the_vendor_sees_a_draft(who: Callable[[], User]) -> None:
    make.draft()
    assert seen_by(who()) == []


@pytest.mark.parametrize("who", [ManagerFactory.create, AuditorFactory.create])
def test_managers_and_auditors_see_every_region(who: Callable[[], User]) -> None:
    registration = make.submitted()
    assert seen_by(who()) == [registration]


def test_somebody_who_left_sees_nothing() -> None:
    registration = make.submitted()
    assert seen_by(make.seller(registration.partner, is_active=False)) == []


def test_who_is_not_signed_in_sees_nothing() -> None:
    make.submitted()
    assert seen_by(AnonymousUser()) == []
