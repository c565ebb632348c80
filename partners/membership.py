"""Verbs of a company's life in the programme: apply, accept, refuse, suspend, resume, end, move to a tier.

They are the only writers of a partner's status; each writes one standing in the same transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Partner, Standing, User
from partners.roles import Role
from partners.tiers import CLIENT_FACING_TIERS, Tier

S = Partner.Status

MOVES: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({S.APPLIED, S.REFUSED}), S.ACTIVE),
    "refuse": (frozenset({S.APPLIED}), S.REFUSED),
    "suspend": (frozenset({S.ACTIVE}), S.SUSPENDED),
    "resume": (frozenset({S.SUSPENDED}), S.ACTIVE),
    "end": (frozenset({S.ACTIVE, S.SUSPENDED}), S.ENDED),
    "move": (frozenset({S.ACTIVE}), S.ACTIVE),
}
REASON_OWED = frozenset({"refuse", "suspend", "end", "move"})


class MembershipError(Exception):
    """The company is not in a state from which this verb starts, or the person may not do it."""


def apply(partner: Partner, *, at: datetime) -> Partner:
    """Save a new company as an applicant for Registered Partner (programme page: Registration operation)."""
    with transaction.atomic():
        partner.status = S.APPLIED
        partner.tier = Tier.REGISTERED
        partner.applied_at = at
        partner.save()
        Standing.objects.create(partner=partner, status=partner.status, tier=partner.tier, at=at)
    return partner


def other_tiers(partner: Partner) -> list[Tier]:
    """The tiers a company can be moved to; none for a distributor, which is another kind of partner altogether."""
    if partner.is_distributor:
        return []
    return [tier for tier in Tier if tier in CLIENT_FACING_TIERS and tier != partner.tier]


def decide(
    partner: Partner, verb: str, *, by: User, at: datetime, reason: str = "", tier: str | None = None
) -> Partner:
    """Carry out `accept`, `refuse`, `suspend`, `resume`, `end` or `move`, in a tier if one is given.

    A move goes to another tier of companies that sell to customers: caps and the benefits proposed at an approval
    follow it at once, what was granted before stays. Raises MembershipError from a wrong state, without a reason where
    one is owed, for a move to no other such tier, or for a person without the right.
    """
    sources, target = MOVES[verb]
    if not (by.role == Role.PROGRAMME_MANAGER or (by.is_coordinator and by.works_in(partner.region))):
        raise MembershipError(_("Only a coordinator of the region or a programme manager decides this."))
    if verb in REASON_OWED and not reason.strip():
        raise MembershipError(_("Give the reason: the company reads it."))
    with transaction.atomic():
        locked = Partner.objects.select_for_update().get(pk=partner.pk)
        if locked.status not in sources:
            raise MembershipError(
                _("This cannot be done while the company is: %s.") % locked.get_status_display()
            )
        if verb == "move" and tier not in other_tiers(locked):
            raise MembershipError(_("Choose another tier than the one the company is in."))
        locked.status = target
        locked.tier = tier or locked.tier
        locked.save(update_fields=["status", "tier"])
        Standing.objects.create(
            partner=locked, status=locked.status, tier=locked.tier, at=at, by=by, reason=reason.strip()
        )
    return locked
