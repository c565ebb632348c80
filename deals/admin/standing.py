"""How the partner has done so far, in numbers, as the desk shows it beside a case."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from deals.admin.words import desk_label
from deals.models import Registration
from deals.states import OPEN, Status

SHOWN = (
    Status.APPROVED,
    Status.WON,
    Status.LOST,
    Status.REJECTED,
    Status.LAPSED,
    Status.EXPIRED,
    Status.WITHDRAWN,
)


@dataclass(frozen=True)
class Standing:
    """`open_most` is the cap of the partner's tier under the pinned policy; None without one."""

    counts: list[tuple[Any, int]]
    open: int
    open_most: int | None


def standing(row: Registration) -> Standing:
    found = Registration.objects.filter(partner=row.partner, submitted_at__isnull=False).order_by()
    by_status = dict(found.values_list("status").annotate(count=Count("pk")))
    terms = row.pinned_policy.tier_terms.filter(tier=row.partner.tier).first()
    return Standing(
        counts=[(desk_label(status), by_status.get(status, 0)) for status in SHOWN],
        open=sum(by_status.get(status, 0) for status in OPEN),
        open_most=terms.open_most if terms else None,
    )
