"""How a node of the trees is told at the desk: its place, and until when deals may be registered under it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partners.last_days import LastDays
from partners.models import Node

# Deeper levels are indented like this one; the level itself is always said.
INDENTED_MOST = 6


def placed(node: Node) -> SafeString:
    """Its name, indented by its level, which a screen reader is told in words."""
    return format_html(
        '<span class="tree-node tree-level-{}"><span class="visually-hidden">{} </span>{}</span>',
        min(node.level, INDENTED_MOST),
        _("Level %(level)d:") % {"level": node.level},
        str(node),
    )


def open_words(code: str, ends: LastDays, today: date) -> str:
    """Whether deals may be registered under a code, and its last day if there is one."""
    said = _("Yes") if ends.open(code, today) else _("No")
    last = last_day_words(code, ends)
    return _("%(answer)s; last day: %(day)s") % {"answer": said, "day": last} if last else said


def last_day_words(code: str, ends: LastDays) -> str:
    """The last day for a code, and which code above says so if it is another; "" until further notice."""
    last, origin = ends.of(code), ends.origin(code)
    if last is None:
        return ""
    day = date_format(last, "DATE_FORMAT")
    return day if origin == code else _("%(day)s, with %(code)s") % {"day": day, "code": origin}
