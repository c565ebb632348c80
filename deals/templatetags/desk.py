"""What waits for the vendor, for the first page of the desk."""

from django import template
from django.urls import reverse

from deals.admin.waiting import Wait, counts
from partners import membership
from partners.clock import now
from partners.models import Partner, User

register = template.Library()


@register.simple_tag
def waiting(user: User) -> list[tuple[Wait, int, str]]:
    """Each kind of waiting case in the person's regions: the kind, how many, and the address of the filtered queue."""
    queue = reverse("admin:deals_registration_changelist")
    return [(wait, count, f"{queue}?waits={wait.code}") for wait, count in counts(user, now())]


@register.simple_tag
def applications(user: User) -> tuple[int, str] | None:
    """How many companies wait to be accepted or refused, and the address of their list; None for who decides none."""
    if not membership.decides(user):
        return None
    waiting = Partner.objects.visible_to(user).filter(status=Partner.Status.APPLIED)
    companies = reverse("admin:partners_partner_changelist")
    return waiting.count(), f"{companies}?status__exact={Partner.Status.APPLIED}"
