"""What waits for the vendor, for the first page of the desk."""

from django import template
from django.urls import reverse

from deals.admin.waiting import Wait, counts
from partners.clock import now
from partners.models import User

register = template.Library()


@register.simple_tag
def waiting(user: User) -> list[tuple[Wait, int, str]]:
    """Each kind of waiting case in the person's regions: the kind, how many, and the address of the filtered queue."""
    queue = reverse("admin:deals_registration_changelist")
    return [(wait, count, f"{queue}?waits={wait.code}") for wait, count in counts(user, now())]
