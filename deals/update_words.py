"""What the portal says of an update: what changed, whether it counted, and why (rulebook, *A counting update*)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.countdowns import day_in_words, in_words
from deals.models import Update

BECAUSE: dict[str, Any] = {
    "facts-changed": gettext_lazy("It counts: a fact of the deal changed."),
    "customer-contact": gettext_lazy("It counts: you were in contact with the customer."),
    "next-step": gettext_lazy("It counts: there is a next step with its date."),
    "new-document": gettext_lazy("It counts: you added a document."),
    "no-change": gettext_lazy("It counts: you said why nothing changed."),
    "no-change-spent": gettext_lazy(
        "It does not count: “no change” was the answer too often in a row. "
        "Give a changed fact, a customer contact or a dated next step."
    ),
    "nothing-dated": gettext_lazy(
        "It does not count: nothing in it has a date. "
        "Give a changed fact, the day of a customer contact, or a next step with its day."
    ),
}
FACTS: dict[str, Any] = {
    "stage": gettext_lazy("sales stage"),
    "budget": gettext_lazy("budget"),
    "close_on": gettext_lazy("expected close"),
    "products": gettext_lazy("products"),
}


def because_words(code: str) -> str:
    """Why an update counted, or did not and what would."""
    return str(BECAUSE.get(code, ""))


def changed_words(update: Update) -> str:
    """Which facts an update changed."""
    return _("Changed: %s.") % ", ".join(str(FACTS[name]) for name in update.changed if name in FACTS)


def summary(update: Update) -> str:
    """What an update said, in one line."""
    said = update.next_step or update.no_change or update.note.partition("\n")[0]
    if said:
        return said
    if update.changed:
        return changed_words(update)
    return _("Customer contact on %s.") % day_in_words(update.contact_on) if update.contact_on else ""


def outcome(update: Update, *, paused: bool) -> str:
    """What the person reads after saving: whether it counted, why, and when the next one is due."""
    due = in_words(update.due_after)
    if not update.counted:
        next_due = _("The update is still due by %s.") % due
    elif paused:
        next_due = _("The update clock stands still; it runs on when your coordinator has answered.")
    else:
        next_due = _("The next update is due by %s.") % due
    return " ".join([_("Update saved."), because_words(update.because), next_due])
