"""Instants in words: always with the zone, because a deadline is read far from where its day ends."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from deals.countdowns import day_in_words, zone_words


def instant(at: datetime) -> str:
    """Such as "Fri 14 May 2027, 23:59 (China Time / Asia/Shanghai)", in the active language and zone.

    The second name helps where the first is not familiar, or two zones share it.
    """
    words = date_format(timezone.localtime(at), pgettext("date and time of a deadline", "D j M Y, H:i"))
    names = dict.fromkeys((zone_words(), timezone.get_current_timezone_name()))
    return f"{words} ({' / '.join(names)})"


def day(at: datetime) -> str:
    """The local day alone, such as "Fri 14 May 2027": for subjects."""
    return day_in_words(timezone.localtime(at).date())
