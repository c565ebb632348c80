"""The holidays of a calendar at the desk: a file is read into the lines, and they are kept when saved."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners import holidays
from partners.models import WorkingCalendarModel
from partners.tests.factories import CoordinatorFactory, ManagerFactory, PolicyFactory, RegionFactory
from partners.tests.test_calendar_files import FILE


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


def desk(person: Any = None) -> Client:
    client = Client()
    client.force_login(person or ManagerFactory.create())
    return client


def page_of(calendar: WorkingCalendarModel) -> str:
    return reverse("admin:partners_workingcalendarmodel_holidays", args=[calendar.pk])


@pytest.mark.django_db
def test_a_file_is_shown_in_the_lines_and_kept_only_when_they_are_saved() -> None:
    calendar, client = RegionFactory.create().calendar, desk()
    PolicyFactory.create()
    file = SimpleUploadedFile("holidays.ics", FILE)
    answer = client.post(page_of(calendar), {"lines": "2027-03-08 Women's Day", "file": file, "read": ""})
    shown = answer.context["form"]["lines"].value()
    assert ("2027-02-07 Spring Festival" in shown, "2027-03-08 Women" in shown) == (True, True)
    assert not calendar.holidays.exists()
    client.post(page_of(calendar), {"lines": shown, "save": ""})
    assert calendar.holidays.count() == len(shown.split("\n")) - shown.count("\n\n")


@pytest.mark.django_db
def test_lines_that_cannot_be_read_are_shown_again_as_they_were_typed() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    answer = desk().post(page_of(calendar), {"lines": "Mayday 2027", "save": ""})
    assert (answer.status_code, answer.context["form"]["lines"].value()) == (422, "Mayday 2027")


@pytest.mark.django_db
def test_a_file_chosen_is_not_forgotten_by_saving_without_reading_it() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    file = SimpleUploadedFile("holidays.ics", FILE)
    answer = desk().post(page_of(calendar), {"lines": "", "file": file, "save": ""})
    assert "Read the file into the lines first" in answer.content.decode()


@pytest.mark.django_db
def test_a_calendar_in_use_without_holidays_says_so() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    year = datetime.now(tz=UTC).year
    assert f"None known for {year}" in desk().get(page_of(calendar)).content.decode()
    holidays.keep(calendar, {date(year, 1, 1): "New Year", date(year + 1, 1, 1): "New Year"})
    assert "None known" not in desk().get(page_of(calendar)).content.decode()


@pytest.mark.django_db
def test_the_list_of_calendars_names_free_weekdays_and_missing_years() -> None:
    calendar = RegionFactory.create().calendar
    listed = desk().get(reverse("admin:partners_workingcalendarmodel_changelist")).content.decode()
    assert "Saturday, Sunday" in listed
    assert f"None known for {datetime.now(tz=UTC).year}" in listed
    assert calendar.weekend == [5, 6]


@pytest.mark.django_db
def test_a_coordinator_changes_no_holiday() -> None:
    calendar = RegionFactory.create().calendar
    PolicyFactory.create()
    answer = desk(CoordinatorFactory.create()).post(
        page_of(calendar), {"lines": "2027-01-01 New Year", "save": ""}
    )
    assert (answer.status_code in (403, 404), calendar.holidays.exists()) == (True, False)
