"""What people chose to be mailed about, and how a notice therefore reaches them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.db import transaction

from notifications.models import Channel, Choice, Habit, Notice
from notifications.topics import BY_LETTER, Mail, of
from partners.models import User


class Choices:
    """The choices of people, each read from the database once for a whole batch of events."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[dict[str, str], Habit]] = {}

    def read(self, people: Sequence[User]) -> None:
        """Read the choices of many people at once."""
        wanted = {person.pk: person for person in people if person.pk not in self._known}
        self._known |= {pk: ({}, Habit(person=person)) for pk, person in wanted.items()}
        for pk, topic, mail in Choice.objects.filter(person__in=wanted).values_list(*_CHOSEN):
            self._known[pk][0][topic] = mail
        for habit in Habit.objects.filter(person__in=wanted):
            self._known[habit.person_id] = (self._known[habit.person_id][0], habit)

    def channels(
        self, person: User, letter: str, how: tuple[Channel, ...], *, copy: bool
    ) -> tuple[Channel, ...]:
        """How a letter reaches a person; `copy` says that it is about a colleague's deal."""
        if Channel.MAIL not in how:
            return how
        chosen, habit = self._of(person)
        return (Channel.PORTAL, *_BY_MAIL[mail_of(letter, chosen, habit.copies if copy else Mail.AT_ONCE)])

    def digest_at(self, person: User, at: datetime) -> datetime:
        """When the person's next digest goes."""
        return next_digest(person, self._of(person)[1].digest_hour, at)

    def _of(self, person: User) -> tuple[dict[str, str], Habit]:
        if person.pk not in self._known:
            self._known[person.pk] = (chosen_by(person), habit_of(person))
        return self._known[person.pk]


_CHOSEN = ("person", "topic", "mail")
_BY_MAIL: dict[str, tuple[Channel, ...]] = {
    Mail.AT_ONCE: (Channel.MAIL,), Mail.DIGEST: (Channel.DIGEST,), Mail.NONE: (),
}  # fmt: skip


def mail_of(letter: str, chosen: Mapping[str, str], loudest: str) -> str:
    """Whether a letter is mailed at once, in the digest or not at all: a locked one always at once.

    `loudest` is the most that a copy may do.
    """
    topic = BY_LETTER[letter]
    if topic.locked:
        return Mail.AT_ONCE
    mail = chosen.get(topic.code, Mail.AT_ONCE)
    return max(mail, loudest, key=Mail.values.index)


def chosen_by(person: User) -> dict[str, str]:
    """What a person chose, topic by topic; what is missing is mailed at once."""
    return dict(Choice.objects.filter(person=person).values_list("topic", "mail"))


def habit_of(person: User) -> Habit:
    return Habit.objects.filter(person=person).first() or Habit(person=person)


def next_digest(person: User, hour: int, at: datetime) -> datetime:
    """The next full hour of a person's digest after an instant, in the person's own zone."""
    local = person.local(at)
    on = local.date()
    while True:
        due = datetime.combine(on, time(hour), person.zone)
        if due > local:
            return due
        on += timedelta(days=1)


def choose(person: User, mails: Mapping[str, str], *, digest_hour: int, copies: str, at: datetime) -> None:
    """Keep a person's choices for the topics that are theirs to choose; what waits for a digest follows the hour.

    Raises ValueError for what is no choice.
    """
    with transaction.atomic():
        for topic in of(person):
            if not topic.locked and topic.code in mails:
                Choice.objects.update_or_create(
                    person=person, topic=topic.code, defaults={"mail": Mail(mails[topic.code])}
                )
        habit = {"digest_hour": digest_hour, "copies": Mail(copies)}
        Habit.objects.update_or_create(person=person, defaults=habit)
        Notice.objects.for_digest().filter(person=person).update(
            next_try_at=next_digest(person, digest_hour, at)
        )


def stop_digest(person: User, at: datetime) -> None:
    """Turn every digest of a person into no mail; the portal keeps the notices."""
    with transaction.atomic():
        Choice.objects.filter(person=person, mail=Mail.DIGEST).update(mail=Mail.NONE)
        Habit.objects.filter(person=person, copies=Mail.DIGEST).update(copies=Mail.NONE)
        Notice.objects.for_digest().filter(person=person).update(given_up_at=at, last_error="unsubscribed")
