"""Handing letters to the mail server: claimed under a lease, handed over, and only then marked as sent.

A dispatcher that dies in between leaves its lease to run out; the letter then goes again under the same Message-ID
(promises, *Decisions taken*, 2). The server's refusal of a letter counts as a try; a server that cannot be reached
counts for nobody, and the next tick asks again.
"""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from deals import warnings
from notifications import letters
from notifications.models import Notice

BATCH = 20
# Longer than a task may run, so that a letter is only taken over from a dispatcher that is gone.
LEASE = timedelta(minutes=5)
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
MOST_TRIES = 16
# Kinds whose letter the clock must have handed over before it may end a registration.
WARNINGS = frozenset({"update-warned", "expiry-warned"})
log = structlog.get_logger(__name__)


def deliver(at: datetime, *, enough: Callable[[], bool] = bool) -> int:
    """Hand over one batch of what is due; how many letters were dealt with, 0 when nothing is due or no server answers.

    `enough` is asked before each letter; once it says so, the rest is put back.
    """
    claimed = _claim(at)
    writable = [notice for notice in claimed if not _given_up_unwritten(notice, at)]
    if not writable:
        return len(claimed)
    server = get_connection()
    try:
        server.open()
    except OSError as trouble:
        _put_back(writable, trouble)
        return 0
    try:
        left = _hand_over(writable, server, at, enough)
    finally:
        server.close()
    _put_back(left)
    return len(claimed) - len(left)


def _claim(at: datetime) -> list[Notice]:
    with transaction.atomic():
        due = Notice.objects.to_send(at).order_by("next_try_at", "pk").select_for_update(skip_locked=True)
        keys = [notice.pk for notice in due[:BATCH]]
        Notice.objects.filter(pk__in=keys).update(claimed_until=at + LEASE)
    return list(Notice.objects.filter(pk__in=keys).with_content().order_by("next_try_at", "pk"))


def _hand_over(
    notices: list[Notice], server: BaseEmailBackend, at: datetime, enough: Callable[[], bool]
) -> list[Notice]:
    """Send one by one over an open connection; what is left when there is no time, or no server, any more."""
    for position, notice in enumerate(notices):
        if enough():
            return notices[position:]
        try:
            message = letters.mail(notice)
        except Exception as fault:
            # A letter that cannot be written must not hold up the others; it ends among the dead letters.
            log.exception("letter_not_written", notice=notice.pk, letter=notice.letter)
            _try_later(notice, fault, at)
            continue
        message.connection = server
        try:
            message.send()
        except (OSError, ValueError) as trouble:
            _try_later(notice, trouble, at)
            if _server_is_gone(trouble):
                return notices[position + 1 :]
        else:
            _sent(notice, at)
    return []


def _server_is_gone(trouble: Exception) -> bool:
    """Whether the connection broke, as against an answer about one letter; smtplib calls both an OSError."""
    answered = isinstance(trouble, smtplib.SMTPException | ValueError)
    return not answered or isinstance(trouble, smtplib.SMTPServerDisconnected)


def _sent(notice: Notice, at: datetime) -> None:
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(
            sent_at=at, claimed_until=None, attempts=notice.attempts + 1, last_error=""
        )
        if notice.event is not None and notice.kind in WARNINGS:
            warnings.mark_handed_over(notice.event.payload["warning"], at)


def _try_later(notice: Notice, trouble: Exception, at: datetime) -> None:
    tries = notice.attempts + 1
    Notice.objects.filter(pk=notice.pk).update(
        attempts=tries,
        claimed_until=None,
        next_try_at=at + delay(tries),
        given_up_at=at if tries >= MOST_TRIES else None,
        last_error=_in_short(trouble),
    )


def _given_up_unwritten(notice: Notice, at: datetime) -> bool:
    """Give up at once what nobody can receive; True when that was the case."""
    if notice.person.is_active and notice.person.email:
        return False
    why = "no mail address" if notice.person.is_active else "may not sign in any more"
    Notice.objects.filter(pk=notice.pk).update(given_up_at=at, claimed_until=None, last_error=why)
    return True


def _put_back(notices: list[Notice], trouble: Exception | None = None) -> None:
    left = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if trouble is None:
        left.update(claimed_until=None)
    else:
        log.warning("mail_server_not_reached", letters=len(notices), trouble=type(trouble).__name__)
        left.update(claimed_until=None, last_error=_in_short(trouble))


def _in_short(trouble: Exception) -> str:
    """What went wrong without the address it went wrong for."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _words in trouble.recipients.values()})
        return f"recipient refused: {', '.join(map(str, codes))}"
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{type(trouble).__name__}: {trouble.smtp_code}"
    return type(trouble).__name__


def delay(tries: int) -> timedelta:
    """How long a letter rests after so many tries: twice as long each time."""
    return min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY)


def longest() -> timedelta:
    """For how long a letter is tried before it is given up, with a lease for each try."""
    return sum((delay(tries) + LEASE for tries in range(1, MOST_TRIES + 1)), timedelta())


def try_again(notice: Notice, at: datetime) -> bool:
    """Take a letter out of the dead letters and start its tries anew; False when it was not among them."""
    taken = Notice.objects.dead_letters().filter(pk=notice.pk)
    return bool(taken.update(given_up_at=None, attempts=0, next_try_at=at, claimed_until=None))
