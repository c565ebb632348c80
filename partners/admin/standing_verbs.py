"""What may be decided of a company's standing, as the desk names it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Verb:
    name: str
    label: Any
    done: Any
    style: str
    places: bool = False
    # Whether it can be given a later first day.
    waits: bool = False
    # What follows from it, said before it is done.
    follows: Any = ""


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "accept",
            gettext_lazy("Accept"),
            gettext_lazy("Accepted."),
            "button-approve",
            places=True,
            follows=gettext_lazy(
                "The company can sign in as a partner at once, and register what it is authorised for: "
                "a programme manager gives it its authorisations."
            ),
        ),
        Verb(
            "refuse",
            gettext_lazy("Refuse"),
            gettext_lazy("Refused. The company reads the reason."),
            "button-reject",
        ),
        Verb("suspend", gettext_lazy("Suspend"), gettext_lazy("Suspended."), "button-reject", waits=True),
        Verb("resume", gettext_lazy("Resume"), gettext_lazy("Active again."), "button-approve"),
        Verb(
            "end",
            gettext_lazy("End the partnership"),
            gettext_lazy("Ended."),
            "button-reject",
            waits=True,
        ),
        Verb(
            "restore",
            gettext_lazy("Restore the partnership"),
            gettext_lazy("Active again."),
            "button-approve",
            places=True,
            follows=gettext_lazy(
                "Authorisations and links to distributors hold again where their dates allow it. "
                "Look them over afterwards."
            ),
        ),
        Verb(
            "move",
            gettext_lazy("Move to another tier"),
            gettext_lazy("Moved. The company reads the reason."),
            "button-approve",
            places=True,
            waits=True,
            follows=gettext_lazy(
                "Caps and the benefits proposed at an approval follow the new tier once it holds. "
                "What was granted before stays."
            ),
        ),
        Verb(
            "call-off",
            gettext_lazy("Call off the announced change"),
            gettext_lazy("Called off. The company reads the reason."),
            "button-approve",
        ),
    )
}
