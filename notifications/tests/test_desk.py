import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications import receipts
from notifications.models import Notice
from notifications.tests.cases import AT, DAY, Cast
from partners.models import User
from partners.tests.factories import AuditorFactory, CoordinatorFactory

pytestmark = pytest.mark.django_db
LIST = "admin:notifications_notice_changelist"


@pytest.fixture
def cast(settings: Settings) -> Cast:
    settings.STAFF_SECOND_FACTOR = False
    cast = Cast()
    cast.submitted()
    receipts.collect(AT + DAY)
    return cast


@pytest.fixture
def dead(cast: Cast) -> Notice:
    letter = Notice.objects.get(person=cast.owner, kind="submitted", channel="mail")
    Notice.objects.filter(pk=letter.pk).update(given_up_at=AT, last_error="recipient refused: 550")
    return letter


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def try_again(person: User, letter: Notice) -> None:
    signed_in(person).post(reverse(LIST), {"action": "try_again", "_selected_action": [letter.pk]})
    letter.refresh_from_db()


def test_the_desk_lists_the_dead_letters_with_their_last_trouble(cast: Cast, dead: Notice) -> None:
    page = signed_in(cast.manager).get(reverse(LIST), {"delivery": "dead"}).text
    assert "recipient refused: 550" in page
    assert page.count('name="_selected_action"') == 1


def test_a_programme_manager_tries_a_dead_letter_again(cast: Cast, dead: Notice) -> None:
    try_again(cast.manager, dead)
    assert (dead.given_up_at, dead.attempts) == (None, 0)


def test_an_auditor_tries_nothing_again(dead: Notice) -> None:
    try_again(AuditorFactory.create(), dead)
    assert dead.given_up_at is not None


def test_a_coordinator_of_another_region_sees_no_notice_of_this_one(cast: Cast) -> None:
    elsewhere = CoordinatorFactory.create(region_codes=["emea"])
    page = signed_in(elsewhere).get(reverse(LIST)).text
    assert 'name="_selected_action"' not in page
    assert "0 in all." in page


def test_nobody_edits_a_notice_at_the_desk(cast: Cast, dead: Notice) -> None:
    address = reverse("admin:notifications_notice_change", args=[dead.pk])
    assert signed_in(cast.manager).post(address, {"last_error": "none"}).status_code == 403


def test_letters_that_wait_a_quarter_of_an_hour_are_late(cast: Cast) -> None:
    at = Notice.objects.waiting()[0].created_at
    assert not Notice.objects.late(at + DAY / 96).exists()
    assert Notice.objects.late(at + DAY / 95).count() == Notice.objects.waiting().count()
