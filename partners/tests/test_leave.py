"""A deputy works in the regions of a coordinator on leave, for the days named and no longer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from partners import leave
from partners.models import Deputy, User
from partners.tests.factories import CoordinatorFactory, ManagerFactory, RegionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
DAYS = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 5)}


@pytest.fixture
def absent() -> User:
    RegionFactory.create(code="apac.sea.th")
    return CoordinatorFactory.create(region_codes=["apac"])


@pytest.fixture
def deputy() -> User:
    return CoordinatorFactory.create(region_codes=["emea"])


def covered(user: User, at: datetime) -> set[str]:
    with override_settings(DEMO_CLOCK_OFFSET=(at - datetime.now(UTC)).total_seconds()):
        return set(user.covered_regions().values_list("code", flat=True))


def test_a_deputy_works_in_the_regions_of_who_is_away(absent: User, deputy: User) -> None:
    leave.name_deputy(absent, deputy, **DAYS, by=absent, at=AT)
    assert covered(deputy, AT) == {"emea", "apac", "apac.sea.th"}


@pytest.mark.parametrize("at", [AT - timedelta(days=1), AT + timedelta(days=6)])
def test_a_deputy_has_the_own_regions_alone_before_and_after(
    absent: User, deputy: User, at: datetime
) -> None:
    leave.name_deputy(absent, deputy, **DAYS, by=absent, at=AT)
    assert covered(deputy, at) == {"emea"}


def test_a_deputy_of_a_deputy_gains_nothing(absent: User, deputy: User) -> None:
    other = CoordinatorFactory.create(region_codes=["latam"])
    leave.name_deputy(absent, deputy, **DAYS, by=absent, at=AT)
    leave.name_deputy(deputy, other, **DAYS, by=deputy, at=AT)
    assert covered(other, AT) == {"latam", "emea"}


def test_back_early_ends_it_at_once(absent: User, deputy: User) -> None:
    row = leave.name_deputy(absent, deputy, **DAYS, by=absent, at=AT)
    leave.end_leave(row, by=absent, at=AT + timedelta(hours=1))
    assert covered(deputy, AT + timedelta(hours=2)) == {"emea"}


def test_nobody_names_a_deputy_for_a_colleague(absent: User, deputy: User) -> None:
    with pytest.raises(leave.LeaveError):
        leave.name_deputy(absent, deputy, **DAYS, by=deputy, at=AT)


def test_a_programme_manager_names_one_for_who_cannot(absent: User, deputy: User) -> None:
    assert leave.name_deputy(absent, deputy, **DAYS, by=ManagerFactory.create(), at=AT).pk


@pytest.mark.parametrize(
    ("days", "about"),
    [
        ({"starts_on": date(2027, 3, 5), "ends_on": date(2027, 3, 1)}, "ends_on"),
        ({"starts_on": date(2027, 2, 1), "ends_on": date(2027, 2, 5)}, "ends_on"),
        ({"starts_on": date(2027, 3, 4), "ends_on": date(2027, 3, 8)}, "starts_on"),
    ],
)
def test_days_that_cannot_be_are_refused(
    absent: User, deputy: User, days: dict[str, date], about: str
) -> None:
    leave.name_deputy(absent, deputy, **DAYS, by=absent, at=AT)
    with pytest.raises(leave.LeaveError) as refusal:
        leave.name_deputy(absent, deputy, **days, by=absent, at=AT)
    assert refusal.value.about == about


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@override_settings(STAFF_SECOND_FACTOR=False)
def test_a_coordinator_names_the_own_deputy_in_the_admin(absent: User, deputy: User) -> None:
    client, today = signed_in(absent), datetime.now(UTC).date()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=3)).isoformat()}
    page = client.post(reverse("admin:partners_deputy_add"), {"deputy": deputy.pk, **days})
    assert page.status_code == 302
    assert Deputy.objects.get().absent == absent


@override_settings(STAFF_SECOND_FACTOR=False)
def test_a_refused_leave_keeps_what_was_typed(absent: User, deputy: User) -> None:
    days = {"starts_on": "2020-01-01", "ends_on": "2020-01-05"}
    page = signed_in(absent).post(reverse("admin:partners_deputy_add"), {"deputy": deputy.pk, **days})
    assert b"These days are over" in page.content
    assert b"2020-01-05" in page.content


@override_settings(STAFF_SECOND_FACTOR=False)
def test_a_leave_is_ended_in_the_admin(absent: User, deputy: User) -> None:
    at = datetime.now(UTC)
    row = leave.name_deputy(
        absent, deputy, starts_on=at.date(), ends_on=at.date() + timedelta(days=2), by=absent, at=at
    )
    data = {"action": "end_now", "_selected_action": [row.pk]}
    signed_in(absent).post(reverse("admin:partners_deputy_changelist"), data)
    row.refresh_from_db()
    assert row.ends_at < at + timedelta(minutes=5)
