from datetime import datetime

from django import template

from notifications import moments

register = template.Library()


@register.filter
def instant(at: datetime) -> str:
    return moments.instant(at)


@register.filter
def day(at: datetime) -> str:
    return moments.day(at)
