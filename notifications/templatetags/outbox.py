from django import template

from notifications.models import Notice
from partners.clock import now

register = template.Library()


@register.simple_tag
def late_letters() -> int:
    """How many letters wait longer than they should."""
    return Notice.objects.late(now()).count()


@register.simple_tag
def held_letters() -> int:
    """How many letters wait for a person's word after a restore."""
    return Notice.objects.held().count()
