"""The letter of an event before it is sent, worded by the same hand as the real one, for its first reader."""

from dataclasses import dataclass

from deals.models import Event
from notifications import audiences, letters
from notifications.directory import Directory
from notifications.models import Notice
from partners.models import User


@dataclass(frozen=True)
class Preview:
    """Who reads it, in which language, and the words."""

    person: User
    letter: letters.Letter


def letter(event: Event) -> Preview | None:
    """What the partner would read of an event; None where it is told nothing."""
    for addressee in audiences.of_event(event, Directory()):
        if addressee.person.is_partner:
            notice = Notice(event=event, person=addressee.person, letter=addressee.letter)
            return Preview(addressee.person, letters.write(notice))
    return None
