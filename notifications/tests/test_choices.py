"""What people chose to be mailed about, and the digest."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from notifications import choices, digests, dispatch, invariants, quarantine, receipts
from notifications.models import Channel, Choice, Dwelling, Notice
from notifications.tests.cases import AT, DAY, HOUR, Cast
from notifications.topics import PARTNER, Mail
from partners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def choose(person: User, *, copies: str = Mail.AT_ONCE, hour: int = 8, **mails: str) -> None:
    choices.choose(person, mails, digest_hour=hour, copies=copies, at=AT)


def channels(person: User, kind: str) -> set[str]:
    """How a person hears of the newest event of a kind, once the journal was read."""
    while receipts.collect(AT + HOUR):
        pass
    return set(Notice.objects.filter(person=person, kind=kind).values_list("channel", flat=True))


def page(person: User, **posted: str) -> str:
    client = Client()
    client.force_login(person)
    ask = client.post if posted else client.get
    return ask("/account/mails/", posted, follow=True).content.decode()


def digest_of(person: User) -> EmailMultiAlternatives:
    """The digest that left, as the only mail there is."""
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert message.to == [person.email]
    return message


def test_who_chose_nothing_is_mailed_at_once(cast: Cast) -> None:
    cast.approved()
    assert channels(cast.owner, "approved") == {Channel.PORTAL, Channel.MAIL}


@pytest.mark.parametrize(
    ("chosen", "heard"),
    [(Mail.DIGEST, {Channel.PORTAL, Channel.DIGEST}), (Mail.NONE, {Channel.PORTAL})],
)
def test_a_topic_is_mailed_as_chosen_and_always_kept_in_the_portal(
    cast: Cast, chosen: str, heard: set[str]
) -> None:
    choose(cast.owner, decisions=chosen)
    cast.approved()
    assert channels(cast.owner, "approved") == heard


@pytest.mark.parametrize("topic", [topic for topic in PARTNER if topic.locked], ids=lambda topic: topic.code)
def test_what_warns_of_an_ending_or_tells_of_one_is_always_mailed_at_once(cast: Cast, topic: object) -> None:
    choose(cast.owner, copies=Mail.NONE, deadlines=Mail.NONE, endings=Mail.NONE)
    Choice.objects.update(mail=Mail.NONE)
    told = choices.Choices()
    both = (Channel.PORTAL, Channel.MAIL)
    for letter in topic.letters:  # type: ignore[attr-defined]
        assert told.channels(cast.owner, letter, both, copy=True) == both


def test_copies_of_colleagues_deals_can_be_quiet(cast: Cast) -> None:
    choose(cast.administrator, copies=Mail.DIGEST)
    cast.approved()
    assert channels(cast.administrator, "approved") == {Channel.PORTAL, Channel.DIGEST}
    assert channels(cast.owner, "approved") == {Channel.PORTAL, Channel.MAIL}


def test_what_a_distributor_registered_is_no_copy(cast: Cast) -> None:
    choose(cast.administrator, copies=Mail.NONE)
    cast.on_behalf()
    assert channels(cast.administrator, "submitted") == {Channel.PORTAL, Channel.MAIL}


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("Asia/Bangkok", 8, datetime(2027, 3, 2, 1, tzinfo=UTC)),
        ("Asia/Bangkok", 11, datetime(2027, 3, 1, 4, tzinfo=UTC)),
        ("America/Sao_Paulo", 8, datetime(2027, 3, 1, 11, tzinfo=UTC)),
    ],
)
def test_a_digest_goes_at_its_hour_in_the_readers_own_zone(
    cast: Cast, zone: str, hour: int, due: datetime
) -> None:
    cast.owner.time_zone = zone
    assert choices.next_digest(cast.owner, hour, datetime(2027, 3, 1, 3, tzinfo=UTC)) == due


def test_a_digest_is_one_mail_of_all_that_waited(cast: Cast) -> None:
    choose(cast.owner, decisions=Mail.DIGEST, receipts=Mail.DIGEST)
    row = cast.approved()
    channels(cast.owner, "approved")
    assert not digests.send_one(AT + HOUR)
    Notice.objects.waiting().delete()
    assert digests.send_one(AT + DAY)
    assert not digests.send_one(AT + DAY)
    message = digest_of(cast.owner)
    assert message.subject == "Your digest: 2 notices"
    assert str(message.body).count(f"/registrations/{row.reference}/") == 2
    assert row.customer_name not in str(message.body)


def test_a_digest_alone_can_be_ended_by_one_press(cast: Cast, settings: Settings) -> None:
    choose(cast.owner, decisions=Mail.DIGEST)
    cast.approved()
    channels(cast.owner, "approved")
    while dispatch.deliver(AT + HOUR):
        pass
    assert all("List-Unsubscribe" not in message.extra_headers for message in mail.outbox)
    mail.outbox.clear()
    digests.send_one(AT + DAY)
    headers = digest_of(cast.owner).extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix(settings.PORTAL_URL)
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert choices.chosen_by(cast.owner)["decisions"] == Mail.DIGEST
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choices.chosen_by(cast.owner)["decisions"] == Mail.NONE


def test_an_address_that_was_not_signed_ends_nothing(cast: Cast) -> None:
    choose(cast.owner, decisions=Mail.DIGEST)
    assert Client().post(f"/digest/{cast.owner.pk}:x/stop/").status_code == 404
    assert choices.chosen_by(cast.owner)["decisions"] == Mail.DIGEST


def test_what_waits_follows_a_new_hour(cast: Cast) -> None:
    choose(cast.owner, decisions=Mail.DIGEST)
    cast.approved()
    channels(cast.owner, "approved")
    choices.choose(cast.owner, {}, digest_hour=23, copies=Mail.AT_ONCE, at=AT)
    waiting = Notice.objects.for_digest().get()
    assert waiting.next_try_at is not None
    assert cast.owner.local(waiting.next_try_at).hour == 23


def test_the_page_locks_what_must_be_told_and_says_why(cast: Cast) -> None:
    shown = page(cast.owner)
    assert 'name="deadlines"' not in shown
    assert "a registration may end only after its warnings have reached you" in shown
    assert shown.count('name="decisions"') == 3


def test_the_page_keeps_what_was_chosen(cast: Cast) -> None:
    given = {topic.code: "at-once" for topic in PARTNER if not topic.locked}
    page(cast.owner, **{**given, "answers": "none", "digest_hour": "17", "copies": "digest"})
    assert choices.chosen_by(cast.owner)["answers"] == Mail.NONE
    habit = choices.habit_of(cast.owner)
    assert (habit.digest_hour, habit.copies) == (17, Mail.DIGEST)


def test_a_row_left_out_is_told_at_its_field_and_nothing_is_kept(cast: Cast) -> None:
    shown = page(cast.owner, digest_hour="17", copies="digest")
    assert "Choose one from the list." in shown
    assert choices.chosen_by(cast.owner) == {}


def test_the_desk_has_its_own_rows(cast: Cast, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    shown = page(cast.first)
    assert 'name="cases"' in shown
    assert 'name="decisions"' not in shown
    assert 'name="copies"' not in shown


def test_a_digest_that_does_not_leave_shows(cast: Cast) -> None:
    choose(cast.owner, decisions=Mail.DIGEST)
    cast.approved()
    channels(cast.owner, "approved")
    assert list(invariants.due_digests_are_sent(AT + HOUR)) == []
    assert len(list(invariants.due_digests_are_sent(AT + 2 * DAY))) == 1


def test_a_digest_that_may_have_left_before_a_restore_does_not_go_again(cast: Cast) -> None:
    choose(cast.owner, decisions=Mail.DIGEST)
    cast.approved()
    channels(cast.owner, "approved")
    quarantine.look(AT)
    Dwelling.objects.update(identity="elsewhere")
    quarantine.look(AT)
    assert not digests.send_one(AT + DAY)
