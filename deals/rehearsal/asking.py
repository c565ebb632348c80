"""The verb that asks for a rehearsal, and which cases a version would have applied to."""

import hashlib
import json
from datetime import datetime, timedelta

from django.db import transaction
from django.forms import model_to_dict
from django.utils.translation import gettext as _

from deals import events
from deals.models import Registration, Rehearsal
from deals.querysets import RegistrationQuerySet
from deals.refusals import NotYours, Refused
from partners.models import Policy, Region, User
from partners.roles import Role

QUARTER = timedelta(weeks=13)


def ask(policy: Policy, *, by: User, at: datetime) -> Rehearsal:
    """Ask for a version that has not started to be run over the last quarter; asking twice while it runs asks once.

    Raises NotYours for a person who does not keep the policies of its region, Refused for a version that started.
    """
    if not may_ask(policy, by):
        raise NotYours(_("Coordinators rehearse the policies of their regions, programme managers all."))
    if policy.starts_at <= at:
        raise Refused(_("This version started already. Draft a new one from it, and rehearse that."))
    with transaction.atomic():
        Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
        running = Rehearsal.objects.at_work().filter(policy=policy).first()
        if running is not None:
            return running
        rehearsal = Rehearsal(
            policy=policy, terms_sha256=terms_sha256(policy), by=by, at=at, since=at - QUARTER, until=at
        )
        rehearsal.cases_known = cases_of(rehearsal).count()
        rehearsal.save()
        events.ring_once()
    return rehearsal


def may_ask(policy: Policy, user: User) -> bool:
    if user.role == Role.PROGRAMME_MANAGER:
        return True
    return user.is_coordinator and policy.region is not None and user.works_in(policy.region)


def cases_of(rehearsal: Rehearsal) -> RegistrationQuerySet:
    """Cases decided in the time that the version would have governed: of its region, and pinned to no nearer one."""
    decided = Registration.objects.filter(decided_at__gt=rehearsal.since, decided_at__lte=rehearsal.until)
    region = rehearsal.policy.region
    if region is None:
        return decided.filter(policy__region__isnull=True)
    inside = decided.filter(region__in=Region.objects.below([region.code]))
    return inside.filter(policy__region__isnull=True) | inside.filter(
        policy__region__in=Region.objects.above(region.code)
    )


def terms_sha256(policy: Policy) -> str:
    """A hash of everything a version says, which tells a rehearsal of numbers that were changed since."""
    said = [
        model_to_dict(policy, exclude=["id", "number", "author", "starts_at", "note"]),
        [model_to_dict(row, exclude=["id", "policy"]) for row in policy.tier_terms.all()],
        [model_to_dict(row, exclude=["id", "policy"]) for row in policy.benefit_proposals.all()],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
