"""How many companies wait to be accepted or refused, on the first page of the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals.tests.desk import Desk, text
from partners import membership
from partners.models import Partner, User
from partners.tests.factories import (
    ApplicantFactory,
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
TILE = re.compile(r'<a class="stat" href="([^"]+)"><b>(\d+)</b><span>Companies that apply</span>')


def tile(person: User) -> tuple[str, int] | None:
    found = TILE.search(text(Desk(person).get(reverse("admin:index"))))
    return (found[1], int(found[2])) if found else None


def elsewhere() -> User:
    RegionFactory.create(code="emea")
    return CoordinatorFactory.create(region_codes=["emea"])


@pytest.fixture
def company() -> Partner:
    PartnerFactory.create()
    refused = ApplicantFactory.create()
    membership.decide(
        refused, "refuse", by=ManagerFactory.create(), at=refused.applied_at, codes=["papers-missing"]
    )
    return ApplicantFactory.create()


@pytest.mark.parametrize("person", [CoordinatorFactory, ManagerFactory])
def test_who_decides_on_companies_finds_those_that_wait(
    person: type[PersonFactory], company: Partner
) -> None:
    user = person.create()
    found = tile(user)
    assert found
    url, count = found
    rows = [row.pk for row in Desk(user).get(url).context["cl"].result_list]
    assert (count, rows) == (1, [company.pk])


def test_applications_of_other_regions_are_not_counted(company: Partner) -> None:
    found = tile(elsewhere())
    assert found
    assert found[1] == 0


def test_who_only_reads_the_desk_is_shown_no_such_work(company: Partner) -> None:
    assert tile(AuditorFactory.create()) is None


@pytest.mark.parametrize("person", [CoordinatorFactory, ManagerFactory, AuditorFactory])
def test_who_decides_on_companies_decides_on_each_one_they_see(
    person: type[PersonFactory], company: Partner
) -> None:
    user = person.create()
    assert membership.decides(user) == membership.may_decide(company, user)


def test_the_first_page_asks_the_same_for_many_applications_as_for_one(company: Partner) -> None:
    desk = Desk(CoordinatorFactory.create())
    desk.get(reverse("admin:index"))
    asked = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:index"))
        asked.append(len(queries))
        ApplicantFactory.create_batch(5)
    assert asked[0] == asked[1] <= 20
