"""Instants and days as `<time>` elements, with the zone in words."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deals.countdowns import day_in_words, in_words

register = template.Library()


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """Such as "Fri 14 May 2027, 23:59 China Time", in the active zone."""
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(), in_words(at))


@register.simple_tag
def day(on: date) -> SafeString:
    """Such as "Fri 14 May 2027": a day that has no zone."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), day_in_words(on))
