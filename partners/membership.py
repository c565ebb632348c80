"""Verbs of a company's life in the programme: apply, accept, refuse, suspend, resume, end, move to a tier.

They are the only writers of a partner's status; each writes one standing in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Partner, Standing, User
from partners.roles import Role
from partners.standing_reasons import UnknownReason, checked
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


class MembershipError(Exception):
    """The company is not in a state from which this verb starts, or the person may not do it."""


def apply(partner: Partner, *, at: datetime) -> Partner:
    """Save a new company as an applicant for Registered Partner (programme page: Registration operation)."""
    with transaction.atomic():
        partner.status = S.APPLIED
        partner.tier = Tier.REGISTERED
        partner.applied_at = at
        partner.save()
        _note(partner, "apply", at=at)
    return partner


def other_tiers(partner: Partner) -> list[Tier]:
    """The tiers a company can be moved to; none for a distributor, which is another kind of partner altogether."""
    if partner.is_distributor:
        return []
    return [tier for tier in Tier if tier in CLIENT_FACING_TIERS and tier != partner.tier]


def decide(
    partner: Partner,
    verb: str,
    *,
    by: User,
    at: datetime,
    codes: Iterable[str] = (),
    reason: str = "",
    tier: str | None = None,
) -> Partner:
    """Carry out `accept`, `refuse`, `suspend`, `resume`, `end` or `move`, in a tier if one is given.

    `codes` are of `partners.standing_reasons`, at least one for all but `accept`; `reason` is added to them. A move
    goes to another tier of companies that sell to customers: caps and the benefits proposed at an approval follow it at
    once, what was granted before stays. Raises MembershipError from a wrong state, without a code where one is owed,
    for a move to no other such tier, or for a person without the right.
    """
    if not may_decide(partner, by):
        raise MembershipError(_("Only a coordinator of the region or a programme manager decides this."))
    sources, target = MOVES[verb]
    given = reasons_given(codes, verb)
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
        _note(locked, verb, at=at, by=by, codes=given, reason=reason.strip())
    return locked


def may_decide(partner: Partner, person: User) -> bool:
    """Whether a person decides on a company's standing: a programme manager, or a coordinator of its region."""
    return person.role == Role.PROGRAMME_MANAGER or (
        person.is_coordinator and person.works_in(partner.region)
    )


def reasons_given(codes: Iterable[str], verb: str) -> list[str]:
    """The codes that an act carries. Raises MembershipError where one is owed and missing, or is of another act."""
    try:
        return checked(codes, verb)
    except UnknownReason as trouble:
        raise MembershipError(_("Choose at least one reason from the list.")) from trouble


def _note(partner: Partner, act: str, *, at: datetime, **told: Any) -> Standing:
    """The line of the journal for an act, with the standing the company is left in."""
    return Standing.objects.create(
        partner=partner, act=act, status=partner.status, tier=partner.tier, at=at, **told
    )
