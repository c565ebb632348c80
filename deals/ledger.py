"""The benefits of a registration as an account: what was granted, from when, until when and why no longer, and its use.

Start and end are derived, so an ended registration entitles to nothing without anybody revoking anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from deals.countdowns import day_in_words, in_words
from deals.models import Benefit, BenefitUse, Registration
from deals.states import Status


@dataclass(frozen=True)
class Entry:
    """One benefit; `ended` says why it no longer counts, "" while it does."""

    benefit: Benefit
    since: str
    until: str
    ended: str
    uses: Sequence[str]


def entries(row: Registration, *, counts: bool) -> list[Entry]:
    """The ledger of a registration whose benefits and their uses were read; `counts` is what the database says."""
    end = row.ended_at or row.expires_at
    return [
        Entry(
            benefit=benefit,
            since=in_words(benefit.granted_at),
            until=in_words(end) if end else "",
            ended="" if counts else _ended(row),
            uses=[_use(use) for use in benefit.uses.all()],
        )
        for benefit in row.benefits.all()
    ]


def _ended(row: Registration) -> str:
    if row.status == Status.APPROVED:
        return _("The validity is over.")
    return _("The registration ended: %s.") % row.get_status_display()


def _use(use: BenefitUse) -> str:
    amount = f"{use.amount:,.2f} {use.currency}" if use.amount is not None else ""
    return " · ".join(part for part in (day_in_words(use.on), use.words, use.reference, amount) if part)
