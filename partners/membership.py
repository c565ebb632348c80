"""Verbs of a company's life in the programme: from applying to its end, and back.

They are the only writers of a partner's status; each writes one standing in the same transaction.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Announcement, Application, Partner, Standing, User
from partners.roles import Role
from partners.standing_reasons import UnknownReason, checked
from partners.tiers import CLIENT_FACING_TIERS, Tier

S = Partner.Status
# What an application says of the company, and what follows from it.
SAID = ("name", "country", "register_number", "domain", "about")
PROFILE = (*SAID, "region", "time_zone")

MOVES: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({S.APPLIED, S.REFUSED}), S.ACTIVE),
    "refuse": (frozenset({S.APPLIED}), S.REFUSED),
    "apply-again": (frozenset({S.REFUSED}), S.APPLIED),
    "suspend": (frozenset({S.ACTIVE}), S.SUSPENDED),
    "resume": (frozenset({S.SUSPENDED}), S.ACTIVE),
    "end": (frozenset({S.ACTIVE, S.SUSPENDED}), S.ENDED),
    "move": (frozenset({S.ACTIVE}), S.ACTIVE),
    "restore": (frozenset({S.ENDED}), S.ACTIVE),
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
        _keep_answers(partner)
        note(partner, "apply", at=at)
    return partner


def apply_again(partner: Partner, profile: Mapping[str, Any], *, by: User, at: datetime) -> Partner:
    """Let a refused company be an applicant once more with the profile it gives; what it said before is kept.

    `profile` holds every field of a company that it says of itself. Raises MembershipError for anybody but an
    administrator of the company, and from any other state.
    """
    if by.role != Role.ADMINISTRATOR or by.partner_id != partner.pk:
        raise MembershipError(_("A partner administrator of the company does this."))
    with transaction.atomic():
        row = locked(partner)
        require_start(row, "apply-again")
        for name in PROFILE:
            setattr(row, name, profile[name])
        row.applied_at = at
        row.save(update_fields=[*PROFILE, "applied_at"])
        _keep_answers(row)
        enter(row, "apply-again", tier=Tier.REGISTERED, at=at, by=by)
    return row


def _keep_answers(partner: Partner) -> None:
    Application.objects.create(
        partner=partner, at=partner.applied_at, **{name: getattr(partner, name) for name in SAID}
    )


def tiers_for(partner: Partner, verb: str) -> list[Tier]:
    """The tiers that a verb can lead a company to: any when it is accepted, none where the verb leaves its tier alone.

    A distributor is another kind of partner altogether: it is moved nowhere, and restored as what it was.
    """
    if verb == "accept":
        return list(Tier)
    if partner.is_distributor:
        return [Tier.DISTRIBUTOR] if verb == "restore" else []
    if verb in ("move", "restore"):
        sells = [tier for tier in Tier if tier in CLIENT_FACING_TIERS]
        return [tier for tier in sells if verb == "restore" or tier != partner.tier]
    return []


def decide(
    partner: Partner,
    verb: str,
    *,
    by: User,
    at: datetime,
    codes: Iterable[str] = (),
    reason: str = "",
    tier: str = "",
) -> Partner:
    """Carry out `accept`, `refuse`, `suspend`, `resume`, `end`, `move` or `restore`, in a tier if one is given.

    `codes` are of `partners.standing_reasons`, at least one for all but `accept`; `reason` is added to them. A move
    goes to another tier of companies that sell to customers: caps and the benefits proposed at an approval follow it at
    once, what was granted before stays. An announced change that can no longer happen is called off with it. Raises
    MembershipError from a wrong state, without a code where one is owed, for a move to no other such tier, or for a
    person without the right.
    """
    require_right(partner, by)
    given = reasons_given(codes, verb)
    with transaction.atomic():
        row = locked(partner)
        require_start(row, verb, tier)
        enter(row, verb, tier=tier, at=at, by=by, codes=given, reason=reason.strip())
        moot = Announcement.objects.open().filter(partner=row).first()
        if moot and not can_start(row, moot.act, moot.tier):
            drop(moot, row, by=by, at=at, codes=["overtaken"])
    return row


def may_decide(partner: Partner, person: User) -> bool:
    """Whether a person decides on a company's standing: a programme manager, or a coordinator of its region."""
    return person.role == Role.PROGRAMME_MANAGER or (
        person.is_coordinator and person.works_in(partner.region)
    )


def decides(person: User) -> bool:
    """Whether a person decides on companies at all: on each one they see."""
    return person.role in (Role.PROGRAMME_MANAGER, Role.COORDINATOR)


def require_right(partner: Partner, person: User) -> None:
    """Raise MembershipError unless the person decides on the company's standing."""
    if not may_decide(partner, person):
        raise MembershipError(_("Only a coordinator of the region or a programme manager decides this."))


def reasons_given(codes: Iterable[str], verb: str) -> list[str]:
    """The codes that an act carries. Raises MembershipError where one is owed and missing, or is of another act."""
    try:
        return checked(codes, verb)
    except UnknownReason as trouble:
        raise MembershipError(_("Choose at least one reason from the list.")) from trouble


def locked(partner: Partner) -> Partner:
    """The company as it is in the database, held until the transaction ends."""
    return Partner.objects.select_for_update().get(pk=partner.pk)


def can_start(partner: Partner, verb: str, tier: str = "") -> bool:
    """Whether a verb starts from the company's state, and leads to a tier it can lead to; a move always names one."""
    placed = tier in tiers_for(partner, verb) if tier or verb == "move" else True
    return partner.status in MOVES[verb][0] and placed


def require_start(partner: Partner, verb: str, tier: str = "") -> None:
    """Raise MembershipError, with its words, where `can_start` says no."""
    if partner.status not in MOVES[verb][0]:
        raise MembershipError(
            _("This cannot be done while the company is: %s.") % partner.get_status_display()
        )
    if not can_start(partner, verb, tier):
        raise MembershipError(_("Choose one of the tiers that the company can be in."))


def enter(partner: Partner, verb: str, *, tier: str, at: datetime, **told: Any) -> None:
    """Write the standing that a verb leads to, and its line of the journal, on a locked company."""
    partner.status = MOVES[verb][1]
    partner.tier = tier or partner.tier
    partner.save(update_fields=["status", "tier"])
    note(partner, verb, at=at, **told)


def drop(announcement: Announcement, partner: Partner, *, at: datetime, **told: Any) -> None:
    """Call an announced change off, with its line of the journal, on a locked company."""
    close(announcement, Announcement.Outcome.CALLED_OFF, at=at)
    note(partner, "call-off", at=at, announcement=announcement, **told)


def close(announcement: Announcement, outcome: str, *, at: datetime) -> None:
    """Write how an announcement ended."""
    announcement.outcome, announcement.closed_at = outcome, at
    announcement.save(update_fields=["outcome", "closed_at"])


def note(partner: Partner, act: str, *, at: datetime, **told: Any) -> Standing:
    """Write the line of the journal for an act, with the standing the company is left in."""
    return Standing.objects.create(
        partner=partner, act=act, status=partner.status, tier=partner.tier, at=at, **told
    )
