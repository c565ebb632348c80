"""What a person may choose to be mailed about: the kinds of event in a few topics, some of them locked.

The portal keeps every notice; what is chosen is the mail. Whatever warns of an ending, or tells of one, is always
mailed at once: a registration may end by the clock only after its warnings have left (rulebook, *No silent ending*).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from partners.models import User


class Mail(TextChoices):
    AT_ONCE = "at-once", _("At once")
    DIGEST = "digest", _("In the daily digest")
    NONE = "none", _("Not by mail")


@dataclass(frozen=True)
class Topic:
    """A row of the matrix; `locked` is why its mail cannot be turned off, empty where it can."""

    code: str
    title: Any
    hint: Any
    letters: frozenset[str]
    locked: Any = ""


def _topic(code: str, title: Any, hint: Any, letters: str, locked: Any = "") -> Topic:
    return Topic(code, title, hint, frozenset(letters.split()), locked)


PARTNER = (
    _topic(
        "deadlines", _("Deadlines and expiry"), _("Updates due, validity that runs out, deadlines that moved."),
        "update-warned expiry-warned lapse-deferred expiry-deferred reminded hearing-opened hearing-reminded",
        _("Always at once: a registration may end only after its warnings have reached you."),
    ),
    _topic(
        "endings", _("Registrations that ended"), _("Lapsed, expired or revoked, with the way back."),
        "lapsed expired revoked",
        _("Always at once: the days in which an ending can be undone run from it."),
    ),
    _topic("decisions", _("Decisions"), _("Approved, returned with questions, not accepted, reinstated."),
           "approved returned rejected reinstated revocation-dropped"),
    _topic("receipts", _("Receipts"), _("A registration was received, or registered on your behalf."),
           "submitted submitted-for-you"),
    _topic(
        "answers", _("Answers to what you asked"), _("More time, price applications, freezes, logged updates."),
        "extended extension-declined price-answered lead-time-granted frozen thawed freeze-ended update-logged "
        "outage-credited reward-answered reward-paid",
    ),
    _topic("partners", _("What other people did"), _("Won, lost, withdrawn, confirmed, objected to, handed over."),
           "merged merged-into won lost withdrawn behalf-confirmed behalf-objected reassigned"),
    _topic("company", _("Your company"), _("Its standing in the programme."),
           "standing-active standing-refused standing-suspended standing-ended standing-moved "
           "standing-announced standing-called-off"),
    _topic("offer", _("What can be registered"), _("Last days of product lines and regions that concern you."),
           "last-day-announced last-day-lifted"),
)  # fmt: skip
DESK = (
    _topic(
        "promises", _("Promises that run out"), _("Decisions due or overdue, reminders that could not be delivered."),
        "decision-nudged lapse-deferred-desk expiry-deferred-desk",
        _("Always at once: a partner waits."),
    ),
    _topic("cases", _("Cases"), _("New registrations, appeals, objections, claims that became free."),
           "submitted-desk appealed hearing-replied hearing-ended behalf-objected-desk offered second-person-asked"),
    _topic("requests", _("Requests"), _("More time, reinstatement, prices."),
           "extension-asked reinstatement-asked reward-claimed price-applied"),
    _topic("companies", _("Companies"), _("Applications to the programme."), "standing-applied"),
)  # fmt: skip
BY_LETTER: Mapping[str, Topic] = {letter: topic for topic in (*PARTNER, *DESK) for letter in topic.letters}


def of(person: User) -> tuple[Topic, ...]:
    """The rows of a person's matrix."""
    return PARTNER if person.is_partner else DESK
