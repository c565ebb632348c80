"""Time as the journeys see it: the pages read it from the shifted clock, the ticks are called at its instants."""

from datetime import UTC, datetime, timedelta

from django.core import mail
from django.core.mail import EmailMessage
from pytest_django import Settings

from deals import sweeps
from deals.tests.factories import fresh_mirror
from notifications import dispatch, receipts
from partners.clock import now


class Time:
    """The simulated present; it runs on by itself from wherever it was set."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def set(self, at: datetime) -> None:
        self.settings.DEMO_CLOCK_OFFSET = (at - datetime.now(UTC)).total_seconds()

    def tick(self, at: datetime | None = None) -> None:
        """What clock and worker do within a minute: sweep, read the journal, hand over the letters."""
        if at is not None:
            self.set(at)
        sweeps.tick(now())
        while receipts.collect(now()):
            pass
        while dispatch.deliver(now()):
            pass

    def tick_daily(self, until: datetime) -> None:
        """A tick a day, and a last one at `until`."""
        at = now() + timedelta(days=1)
        while at < until:
            self.tick(at)
            at += timedelta(days=1)
        self.tick(until)

    def new_pipeline(self) -> None:
        """The vendor's daily file of changes, without which nothing can be decided."""
        fresh_mirror(now())


def letter(to: str, words: str) -> EmailMessage:
    """The newest letter to somebody with these words in its subject."""
    found = [message for message in mail.outbox if message.to == [to] and words in message.subject]
    assert found, [(message.to, message.subject) for message in mail.outbox]
    return found[-1]
