"""What a rehearsal says of a case, in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.admin.words import CRITERIA, OUTCOMES
from deals.countdowns import day_in_words
from deals.rehearsal.comparing import BENEFIT, EXPIRES, LAPSES, REWARD, TWO_PERSONS, UPDATE_DUE
from deals.rehearsal.deadlines import ANSWER, APPEAL, EXTENSION, GRACE, PROMISED
from partners.models import BenefitKind

DAYS = (PROMISED, ANSWER, APPEAL, EXPIRES, UPDATE_DUE, LAPSES, GRACE, EXTENSION)
LABELS: dict[str, Any] = {
    "open-cap": gettext_lazy("Cap of open registrations"),
    "daily-cap": gettext_lazy("Cap of submissions a day"),
    TWO_PERSONS: gettext_lazy("Two persons"),
    PROMISED: gettext_lazy("Decision promised by"),
    ANSWER: gettext_lazy("Answer keeps the place until"),
    APPEAL: gettext_lazy("Can be appealed until"),
    EXPIRES: gettext_lazy("Valid until"),
    UPDATE_DUE: gettext_lazy("First update due"),
    LAPSES: gettext_lazy("Lapses"),
    GRACE: gettext_lazy("Can be reinstated until"),
    EXTENSION: gettext_lazy("Extension can be asked for from"),
    REWARD: gettext_lazy("Reward of the order"),
    BENEFIT.rstrip(":"): gettext_lazy("Proposed benefits"),
    **CRITERIA,
}


class Line(NamedTuple):
    label: Any
    was: Any
    would: Any


def lines(differences: Iterable[tuple[str, str, str]]) -> Iterator[Line]:
    """Each difference of a case: what it is about, how it was, how it would be."""
    for what, was, would in differences:
        yield Line(label(what), words(what, was), words(what, would))


def label(what: str) -> Any:
    if what.startswith(BENEFIT):
        return BenefitKind(what.removeprefix(BENEFIT)).label
    return LABELS.get(what, what)


def words(what: str, told: str) -> Any:
    """One side of a difference; an empty one says what its absence means."""
    if what in DAYS:
        return day_in_words(date.fromisoformat(told)) if told else _("Never, with the updates it had")
    if what in CRITERIA:
        return OUTCOMES[told][0] if told in OUTCOMES else told
    if what == TWO_PERSONS:
        return _("Needed") if told else _("Not needed")
    if what in LABELS:
        return told if what == REWARD else (_("Reached") if told else _("Not reached"))
    return told or _("Not proposed")
