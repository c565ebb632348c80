from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications import dispatch, quarantine, receipts, tasks
from notifications.models import Notice
from notifications.querysets import NoticeQuerySet
from notifications.tests.cases import AT, DAY, Cast
from partners.clock import now

pytestmark = pytest.mark.django_db
LIST = "admin:notifications_notice_changelist"


@pytest.fixture
def cast(settings: Settings) -> Cast:
    settings.STAFF_SECOND_FACTOR = False
    cast = Cast()
    cast.submitted()
    receipts.collect(AT + DAY)
    quarantine.look(AT + DAY)
    return cast


@pytest.fixture
def held(cast: Cast) -> NoticeQuerySet:
    with mock.patch.object(quarantine, "identity", return_value="elsewhere"):
        quarantine.look(AT + DAY)
    return Notice.objects.held()


def act(cast: Cast, name: str, letters: NoticeQuerySet) -> None:
    client = Client()
    client.force_login(cast.manager)
    client.post(reverse(LIST), {"action": name, "_selected_action": [letter.pk for letter in letters]})


def test_the_same_database_holds_nothing(cast: Cast) -> None:
    assert quarantine.look(AT + DAY) == 0
    assert dispatch.deliver(AT + DAY) > 0


def test_a_database_that_moved_holds_what_waited(held: NoticeQuerySet) -> None:
    assert held.count() == Notice.objects.waiting().count() > 0
    assert dispatch.deliver(AT + DAY) == 0


def test_a_letter_noted_after_the_restore_goes_out(cast: Cast, held: NoticeQuerySet) -> None:
    kept = set(held.values_list("pk", flat=True))
    cast.submitted()
    receipts.collect(AT + DAY)
    assert dispatch.deliver(AT + DAY) > 0
    assert set(held.all().values_list("pk", flat=True)) == kept


def test_the_move_is_noticed_once(held: NoticeQuerySet) -> None:
    with mock.patch.object(quarantine, "identity", return_value="elsewhere"):
        assert quarantine.look(AT + DAY) == 0


def test_a_tick_looks_before_it_sends(cast: Cast) -> None:
    with mock.patch.object(quarantine, "identity", return_value="elsewhere"):
        tasks.tick()
    assert mail.outbox == []


def test_the_programme_manager_sends_held_letters(cast: Cast, held: NoticeQuerySet) -> None:
    count = held.count()
    act(cast, "release", held)
    assert not held.all().exists()
    assert Notice.objects.waiting().count() == count


def test_the_programme_manager_leaves_held_letters_unsent(cast: Cast, held: NoticeQuerySet) -> None:
    letters = list(held)
    act(cast, "leave_unsent", held)
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.sent_at, letter.last_error) == (None, quarantine.NOT_SENT)
        assert letter.given_up_at is not None


def test_the_first_page_of_the_desk_tells_of_held_letters(cast: Cast, held: NoticeQuerySet) -> None:
    client = Client()
    client.force_login(cast.manager)
    held.update(created_at=now() - timedelta(hours=1))
    page = client.get(reverse("admin:index")).text
    assert f"{held.count()} letters are held" in page
    assert "letters wait for more than 15 minutes" in page
