"""What must always hold of companies, each as a question to the database.

Every function takes the present instant and answers with the violations in words; none is a clean answer.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery

from partners.models import Announcement, Partner, Standing

TICKS = 2
Check = Callable[[datetime], Iterator[str]]


def standing_is_the_last_of_the_journal(at: datetime) -> Iterator[str]:
    """I2: a company is in the status and tier in which the last line of its journal left it."""
    last = Standing.objects.filter(partner=OuterRef("pk")).order_by("-pk")
    rows = Partner.objects.annotate(
        told_status=Subquery(last.values("status")[:1]), told_tier=Subquery(last.values("tier")[:1])
    )
    agrees = Q(told_status=F("status"), told_tier=F("tier"))
    for partner in rows.exclude(Q(told_status__isnull=False) & agrees).order_by("pk"):
        yield f"company {partner.pk} is {partner.status}, {partner.tier}; its journal says otherwise"


def announced_changes_take_effect(at: datetime) -> Iterator[str]:
    """I5: no announced change of a standing is past its first day by more than two ticks."""
    before = at - TICKS * timedelta(seconds=settings.TICK_SECONDS)
    for row in Announcement.objects.open().filter(due_at__lt=before).order_by("pk"):
        yield f"announcement {row.pk} is due since {row.due_at:%Y-%m-%d %H:%M}"


CHECKS: dict[str, Check] = {
    "I2 a company's standing is the last of its journal": standing_is_the_last_of_the_journal,
    "I5 announced changes of a standing take effect": announced_changes_take_effect,
}
