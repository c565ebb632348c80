"""Weekdays and lists of days at the desk: chosen and written by people, never as code."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from partners.models import Policy, WorkingCalendarModel
from partners.tests.factories import CoordinatorFactory, ManagerFactory, PolicyFactory
from partners.tests.test_admin_partners import change_url, desk_of, numbers
from partners.tests.test_policy_versions import AHEAD

pytestmark = pytest.mark.django_db
CALENDARS = "admin:partners_workingcalendarmodel"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


def test_the_weekend_of_a_calendar_is_chosen_among_weekdays() -> None:
    answer = desk_of(ManagerFactory.create()).post(
        reverse(f"{CALENDARS}_add"), {"name": "Gulf", "weekend": ["4", "5"]}
    )
    assert answer.status_code == 302
    assert WorkingCalendarModel.objects.get(name="Gulf").weekend == [4, 5]


def test_a_week_without_a_working_day_is_refused_at_its_field() -> None:
    every = {"name": "Holidays", "weekend": [str(day) for day in range(7)]}
    page = desk_of(ManagerFactory.create()).post(reverse(f"{CALENDARS}_add"), every).text
    assert "At least one weekday must be a working day." in page


def test_who_only_reads_a_calendar_reads_names_of_weekdays() -> None:
    calendar = WorkingCalendarModel.objects.create(name="Gulf", weekend=[4, 5])
    page = desk_of(CoordinatorFactory.create()).get(reverse(f"{CALENDARS}_change", args=[calendar.pk])).text
    assert "Friday, Saturday" in page
    assert "[4, 5]" not in page


def test_who_only_reads_a_policy_reads_its_days_in_words() -> None:
    policy = PolicyFactory.create(expiry_notice_days=[60, 30, 1])
    page = desk_of(CoordinatorFactory.create()).get(change_url(policy)).text
    assert "60, 30, 1" in page
    assert "[60, 30, 1]" not in page


def test_days_that_are_no_numbers_are_refused_and_kept_as_they_were_typed() -> None:
    draft = PolicyFactory.create(starts_at=AHEAD)
    page = desk_of(ManagerFactory.create()).post(change_url(draft), numbers(expiry_notice_days="soon")).text
    assert "such as 60, 30, 14" in page
    assert 'value="soon"' in page
    assert Policy.objects.get().expiry_notice_days == draft.expiry_notice_days


def test_a_page_of_the_admin_is_called_by_what_it_shows() -> None:
    calendar = WorkingCalendarModel.objects.create(name="Gulf", weekend=[4, 5])
    desk = desk_of(ManagerFactory.create())
    assert "<h1><bdi>Gulf</bdi></h1>" in desk.get(reverse(f"{CALENDARS}_change", args=[calendar.pk])).text
    assert "<h1>Working calendars</h1>" in desk.get(reverse(f"{CALENDARS}_changelist")).text
