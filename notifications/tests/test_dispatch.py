import re
import smtplib
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from pytest_django import Settings

from deals import deadlines
from deals.models import DeadlineWarning
from notifications import dispatch, letters, receipts
from notifications.models import Notice
from notifications.tests.cases import AT, DAY, Cast
from partners.models import User

pytestmark = pytest.mark.django_db
NOW = AT + DAY


class Server(EmailBackend):
    """A mail server in memory that does what a test tells it to."""

    on_open: Callable[[], None] | None = None
    before: Callable[[EmailMessage], None] | None = None
    after: Callable[[EmailMessage], None] | None = None

    def open(self) -> bool:
        if Server.on_open:
            Server.on_open()
        return True

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            if Server.before:
                Server.before(message)
            super().send_messages([message])
            if Server.after:
                Server.after(message)
        return len(messages)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    for name in ("on_open", "before", "after"):
        monkeypatch.setattr(Server, name, None)
    return Server


def raising(trouble: BaseException, *, to: str = "") -> Callable[..., None]:
    """A step that fails; for one recipient, if named."""

    def step(message: EmailMessage | None = None) -> None:
        if not to or (message is not None and to in message.to):
            raise trouble

    return step


@pytest.fixture
def cast() -> Cast:
    """With the letters of one submission waiting."""
    cast = Cast()
    cast.submitted()
    receipts.collect(NOW)
    Notice.objects.filter(standing__isnull=False).delete()
    return cast


@pytest.fixture
def letter(cast: Cast) -> Notice:
    """One letter to send: the owner's receipt."""
    Notice.objects.exclude(person=cast.owner).delete()
    return Notice.objects.get(channel="mail")


def message_ids() -> list[str]:
    return [message.extra_headers["Message-ID"] for message in mail.outbox]


def test_a_due_letter_is_handed_over_and_then_marked_as_sent(letter: Notice) -> None:
    dispatch.deliver(NOW)
    letter.refresh_from_db()
    assert [message.to for message in mail.outbox] == [[letter.person.email]]
    assert (letter.sent_at, letter.claimed_until) == (NOW, None)


def test_a_letter_goes_out_under_the_message_id_it_was_noted_with(letter: Notice) -> None:
    dispatch.deliver(NOW)
    assert message_ids() == [letter.message_id]


def test_a_letter_carries_text_and_html(letter: Notice) -> None:
    dispatch.deliver(NOW)
    kinds = [part.get_content_type() for part in mail.outbox[0].message().walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_the_style_of_a_letter_stands_at_each_piece_of_it(letter: Notice) -> None:
    html = letters.write(letter).html
    assert re.search('<a class="button"[^>]* style="', html)
    assert "<style>" not in html


def test_a_sent_letter_is_not_sent_again(letter: Notice) -> None:
    dispatch.deliver(NOW)
    assert dispatch.deliver(NOW + DAY) == 0
    assert len(mail.outbox) == 1


def test_a_dispatcher_that_dies_after_the_hand_over_repeats_the_letter_under_its_message_id(
    letter: Notice, server: type[Server]
) -> None:
    server.after = raising(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        dispatch.deliver(NOW)
    server.after = None
    assert dispatch.deliver(NOW + dispatch.LEASE - timedelta(seconds=1)) == 0
    dispatch.deliver(NOW + dispatch.LEASE)
    letter.refresh_from_db()
    assert message_ids() == [letter.message_id] * 2
    assert letter.sent_at is not None


def test_a_refused_letter_rests_twice_as_long_each_time(letter: Notice, server: type[Server]) -> None:
    server.before = raising(smtplib.SMTPDataError(451, b"later"))
    at, rests = NOW, []
    for _ in range(4):
        dispatch.deliver(at)
        letter.refresh_from_db()
        assert letter.next_try_at is not None
        rests.append((letter.next_try_at - at).total_seconds() / 60)
        at = letter.next_try_at
    assert rests == [1, 2, 4, 8]


def test_a_letter_that_is_always_refused_ends_among_the_dead_letters(
    letter: Notice, server: type[Server]
) -> None:
    server.before = raising(smtplib.SMTPRecipientsRefused({letter.person.email: (550, b"unknown")}))
    at = NOW
    for _ in range(dispatch.MOST_TRIES):
        dispatch.deliver(at)
        at += dispatch.LONGEST_DELAY
    assert Notice.objects.dead_letters().get().last_error == "recipient refused: 550"
    assert dispatch.deliver(at) == 0


def test_the_trouble_kept_with_a_letter_holds_no_address(letter: Notice, server: type[Server]) -> None:
    server.before = raising(smtplib.SMTPDataError(550, f"no such user {letter.person.email}".encode()))
    dispatch.deliver(NOW)
    letter.refresh_from_db()
    assert letter.last_error == "SMTPDataError: 550"


def test_a_dead_letter_tried_again_starts_its_tries_anew(letter: Notice) -> None:
    Notice.objects.update(given_up_at=NOW, attempts=dispatch.MOST_TRIES)
    assert dispatch.try_again(letter, NOW)
    dispatch.deliver(NOW)
    assert message_ids() == [letter.message_id]


def test_a_sent_letter_cannot_be_tried_again(letter: Notice) -> None:
    dispatch.deliver(NOW)
    assert not dispatch.try_again(letter, NOW)


def test_a_server_that_is_down_costs_no_letter_a_try(letter: Notice, server: type[Server]) -> None:
    server.on_open = raising(ConnectionRefusedError())
    assert dispatch.deliver(NOW) == 0
    letter.refresh_from_db()
    assert (letter.attempts, letter.claimed_until, letter.last_error) == (0, None, "ConnectionRefusedError")
    server.on_open = None
    assert dispatch.deliver(NOW) == 1


def test_one_refused_letter_does_not_hold_up_the_others(cast: Cast, server: type[Server]) -> None:
    waiting = Notice.objects.waiting().count()
    server.before = raising(smtplib.SMTPDataError(550, b"no"), to=cast.owner.email)
    dispatch.deliver(NOW)
    assert len(mail.outbox) == waiting - 1 > 0


def test_one_letter_that_cannot_be_written_does_not_hold_up_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = letters.mail

    def broken(notice: Notice) -> Any:
        if notice.person == cast.owner:
            raise KeyError
        return whole(notice)

    monkeypatch.setattr(letters, "mail", broken)
    dispatch.deliver(NOW)
    assert Notice.objects.waiting().get().last_error == "KeyError"


def test_a_broken_connection_leaves_the_rest_of_the_batch_untouched(cast: Cast, server: type[Server]) -> None:
    waiting = Notice.objects.waiting().count()
    server.before = raising(smtplib.SMTPServerDisconnected("gone"))
    dispatch.deliver(NOW)
    assert Notice.objects.filter(attempts=1).count() == 1
    assert Notice.objects.to_send(NOW).count() == waiting - 1


def test_a_dispatcher_out_of_time_puts_the_rest_back(letter: Notice) -> None:
    assert dispatch.deliver(NOW, enough=lambda: True) == 0
    assert list(Notice.objects.to_send(NOW)) == [letter]


@pytest.mark.parametrize(
    ("gone", "why"), [({"is_active": False}, "may not sign in any more"), ({"email": ""}, "no mail address")]
)
def test_a_letter_nobody_can_receive_is_given_up_at_once(
    letter: Notice, gone: dict[str, Any], why: str
) -> None:
    User.objects.filter(pk=letter.person_id).update(**gone)
    dispatch.deliver(NOW)
    assert Notice.objects.dead_letters().get().last_error == why
    assert mail.outbox == []


def test_a_warning_counts_as_handed_over_once_the_server_took_it(server: type[Server]) -> None:
    at = AT + 15 * DAY
    deadlines.warn_update(Cast().approved(), at=at)
    receipts.collect(at)
    server.on_open = raising(ConnectionRefusedError())
    dispatch.deliver(at)
    assert DeadlineWarning.objects.get().handed_over_at is None
    server.on_open = None
    dispatch.deliver(at + timedelta(minutes=1))
    assert DeadlineWarning.objects.get().handed_over_at == at + timedelta(minutes=1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_send_each_letter_once(
    cast: Cast, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Notice.objects.waiting().count()
    monkeypatch.setattr(dispatch, "BATCH", waiting - 1)
    both_sending = threading.Barrier(2)
    first = threading.local()

    def wait_once(_message: EmailMessage) -> None:
        if not getattr(first, "waited", False):
            first.waited = True
            both_sending.wait(timeout=30)

    def run() -> None:
        try:
            dispatch.deliver(NOW)
        finally:
            connection.close()

    server.before = wait_once
    dispatchers = [threading.Thread(target=run) for _ in range(2)]
    for dispatcher in dispatchers:
        dispatcher.start()
    for dispatcher in dispatchers:
        dispatcher.join()
    assert len(mail.outbox) == len(set(message_ids())) == waiting
