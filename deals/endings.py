"""Why a registration ended: the rule, the dates, what was last heard, and the way back (SCREENS S5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.countdowns import day_in_words, in_words
from deals.models import Registration
from deals.reasons import REASONS
from deals.states import ENDED, Clock, Status


@dataclass(frozen=True)
class Ending:
    """`facts` are pairs of a label and words; `back` says what can still be done."""

    title: str
    rule: str
    facts: tuple[tuple[str, str], ...]
    back: str


def ending(row: Registration, at: datetime) -> Ending | None:
    """The explanation of an end; None while the registration lives."""
    if row.status not in ENDED:
        return None
    title, rule = _rule(row)
    return Ending(title, rule, tuple(_facts(row)), _back(row, at))


def _rule(row: Registration) -> tuple[str, str]:
    if row.status == Status.LAPSED:
        days = row.pinned_policy.update_days
        return _("Why it lapsed"), ngettext(
            "A registration ends when %d day in a row passes without an update that counts.",
            "A registration ends when %d days in a row pass without an update that counts.",
            days,
        ) % days
    if row.status == Status.EXPIRED:
        months = row.pinned_policy.validity_months
        return _("Why it expired"), ngettext(
            "A registration is valid for %d month from the day you submitted it, unless it is extended.",
            "A registration is valid for %d months from the day you submitted it, unless it is extended.",
            months,
        ) % months
    rules: dict[str, tuple[str, str]] = {
        Status.REJECTED: (_("Why it was not accepted"), _("The decision below names each reason.")),
        Status.REVOKED: (_("Why it was revoked"), _("Information in it turned out not to be true.")),
        Status.WITHDRAWN: (_("Withdrawn"), _("Your company took the registration back.")),
        Status.WON: (_("Won"), _("You reported the deal as won.")),
        Status.LOST: (_("Lost"), _("You reported the deal as lost.")),
    }
    return rules[row.status]


def _facts(row: Registration) -> list[tuple[str, str]]:
    facts = []
    if row.status in (Status.LAPSED, Status.EXPIRED):
        clock = Clock.UPDATE if row.status == Status.LAPSED else Clock.VALIDITY
        if clock is Clock.UPDATE and row.update_due_at is not None:
            facts.append((_("Update was due"), in_words(row.update_due_at)))
        if clock is Clock.VALIDITY and row.submitted_at is not None:
            facts.append((_("First submitted"), in_words(row.submitted_at)))
        newest = next(iter(row.updates.all()), None)
        facts.append((_("Last update"), in_words(newest.at) if newest else _("None was recorded")))
        if newest is not None and not newest.counted and row.update_from_at is not None:
            facts.append((_("Last update that counted, or approval"), in_words(row.update_from_at)))
        sent = row.warnings.filter(clock=clock, handed_over_at__isnull=False)
        if row.update_from_at is not None and clock is Clock.UPDATE:
            sent = sent.filter(issued_at__gt=row.update_from_at)
        days = [day_in_words(warning.issued_at.astimezone(row.zone).date()) for warning in sent]
        facts.append((_("Reminders sent"), ", ".join(days) or _("None was recorded")))
    if row.ended_at is not None:
        facts.append((_("Ended"), in_words(row.ended_at)))
    return facts


def _back(row: Registration, at: datetime) -> str:
    if row.status in (Status.LAPSED, Status.EXPIRED):
        if row.reinstatement_asked_at is not None:
            return _("You asked to reinstate it. Your coordinator answers.")
        if row.grace_until is not None and at <= row.grace_until:
            return _("You can ask to reinstate it until %s.") % in_words(row.grace_until)
        return _("The time to reinstate is over. You can register the deal again.")
    if row.status == Status.REJECTED:
        if row.appeal_until is not None and at <= row.appeal_until:
            return _("You can appeal once, until %s. Another coordinator decides.") % in_words(
                row.appeal_until
            )
        return _may_register_again(row)
    if row.status == Status.WITHDRAWN:
        return _("You can register the deal again; it takes a new place in line.")
    return ""


def _may_register_again(row: Registration) -> str:
    decided = [d for d in row.decisions.all() if d.act == "reject"]
    codes: list[Any] = decided[-1].codes if decided else []
    if all(REASONS[code].may_resubmit for code in codes if code in REASONS):
        return _("You can register the deal again once the reasons are mended.")
    return _("This decision stands.")
