"""What an approval grants: proposed by the policy, decided case by case (programme page: "case-by-case basis")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from deals.models import Benefit, Registration
from partners.models import User


@dataclass(frozen=True)
class Grant:
    """One benefit to grant; `percent` is a discount or reward in per cent, or None."""

    kind: str
    percent: Decimal | None = None
    terms: str = ""


def proposed(row: Registration) -> tuple[Grant, ...]:
    """The pinned policy's benefits for the partner's tier; a row for the tier outranks the row for all."""
    found: dict[str, Grant] = {}
    for proposal in sorted(row.pinned_policy.benefit_proposals.all(), key=lambda p: bool(p.tier)):
        if proposal.tier in ("", row.partner.tier):
            found[proposal.kind] = Grant(proposal.kind, proposal.percent, proposal.terms)
    return tuple(found.values())


def grant(row: Registration, grants: Sequence[Grant], *, by: User, at: datetime) -> None:
    """Write the granted benefits; an approval after an appeal or reinstatement replaces earlier ones."""
    row.benefits.all().delete()
    Benefit.objects.bulk_create(
        Benefit(registration=row, kind=g.kind, percent=g.percent, terms=g.terms, granted_by=by, granted_at=at)
        for g in grants
    )
