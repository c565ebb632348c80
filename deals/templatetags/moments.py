"""Instants, days and deadlines as `<time>` elements, with the zone in words."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deals.countdowns import Deadline, day_in_words, in_words, zone_in_words
from partners.templatetags.icons import icon

register = template.Library()
# The more pressing a deadline, the plainer its shape; calm ones show a clock.
ICONS = {"soon": "sand", "near": "warning", "over": "stop"}


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """Such as "Fri 14 May 2027, 23:59 China Time", in the active zone."""
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(), in_words(at))


@register.filter
def zone(key: str) -> str:
    """A zone by its key in words, such as "China Time"."""
    return zone_in_words(key)


@register.simple_tag
def day(on: date) -> SafeString:
    """Such as "Fri 14 May 2027": a day that has no zone."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), day_in_words(on))


@register.simple_tag
def countdown(deadline: Deadline) -> SafeString:
    """What is left in words, in a tone and with an icon of its level, above the instant itself."""
    label = format_html('<span class="countdown-label">{}</span> ', deadline.label) if deadline.label else ""
    return format_html(
        '<div class="countdown" data-level="{}">{}'
        '<span>{}<strong>{}</strong> <time datetime="{}">{}</time></span></div>',
        deadline.level, icon(ICONS.get(deadline.level, "clock")), label, deadline.words,
        timezone.localtime(deadline.due).isoformat(), in_words(deadline.due),
    )  # fmt: skip
