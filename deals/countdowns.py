"""Deadlines in words: what is left, how pressing it is, and in whose time.

Words are in the active language, times in the active zone: the person who looks sees their own wall clock.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel.dates import get_timezone_name
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from deals import clocks
from deals.models import Registration


@dataclass(frozen=True)
class Deadline:
    """One deadline as a page shows it: its instant, what it is, what is left, and `calm`, `soon`, `near` or `over`."""

    due: datetime
    label: str
    words: str
    level: str


def deadline(due: datetime, at: datetime, *, label: str, over: str = "") -> Deadline:
    """A deadline as seen at an instant; `over` replaces the words once it has passed."""
    left = clocks.countdown(due, at, timezone.get_current_timezone())
    if left.level == "over":
        words = over or _("Overdue")
    else:
        words = left_words(left)
    return Deadline(due, label, words, left.level)


def left_words(left: clocks.Countdown) -> str:
    """Such as "5 days left"; hours on the last day."""
    if left.days_left:
        return ngettext("%d day left", "%d days left", left.days_left) % left.days_left
    if left.hours_left:
        return ngettext("%d hour left", "%d hours left", left.hours_left) % left.hours_left
    return _("Less than an hour left")


def ago_words(then: datetime, at: datetime) -> str:
    """How long ago in local days: "today", "yesterday", "12 days ago"."""
    zone = timezone.get_current_timezone()
    days = (at.astimezone(zone).date() - then.astimezone(zone).date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%d day ago", "%d days ago", days) % days


def zone_words() -> str:
    """The active zone in words, such as "China Time"."""
    return zone_in_words(timezone.get_current_timezone_name())


def zone_in_words(name: str) -> str:
    """A zone by its key, such as "Asia/Shanghai", in the words of `zone_words`."""
    return _zone_in_words(name, translation.get_language() or "en")


@lru_cache(maxsize=1000)
def _zone_in_words(name: str, language: str) -> str:
    if name == "UTC":
        return name
    locale = translation.to_locale(language)
    return str(get_timezone_name(name, width="long", zone_variant="generic", locale=locale))


def in_words(at: datetime | str) -> str:
    """Such as "Fri 14 May 2027, 23:59 China Time", in the active zone; takes an ISO instant of an event too."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    words = date_format(timezone.localtime(instant), pgettext("date and time of a deadline", "D j M Y, H:i"))
    return f"{words} {zone_words()}"


def hour_in_words(at: datetime) -> str:
    """Such as "14:02 China Time", in the active zone."""
    return f"{date_format(timezone.localtime(at), 'H:i')} {zone_words()}"


def day_in_words(on: date) -> str:
    """Such as "Fri 14 May 2027": a day that has no zone."""
    return date_format(on, pgettext("day of a deadline", "D j M Y"))


def update_deadline(row: Registration, at: datetime) -> Deadline | None:
    """The running update clock; None when there is none or it stands still."""
    if row.update_due_at is None or row.update_paused_at is not None:
        return None
    return deadline(row.update_due_at, at, label=_("Update due"))


def validity_deadline(row: Registration, at: datetime) -> Deadline | None:
    """The end of validity; None before the first submission."""
    if row.expires_at is None:
        return None
    return deadline(row.expires_at, at, label=_("Valid until"), over=_("Validity is over"))


def decision_deadline(row: Registration, at: datetime) -> Deadline | None:
    """The promised decision. A parked claim shows the same as any other: its owner is not told that it waits."""
    if row.decision_due_at is None:
        return None
    return deadline(
        row.decision_due_at, at, label=_("Decision promised by"), over=_("Past the promised time")
    )
