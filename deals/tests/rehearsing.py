"""A proposed version of a policy, run over what was decided, and what it told."""

from datetime import datetime, timedelta
from typing import Any

from deals.models import Rehearsal, RehearsedCase
from deals.rehearsal import asking, work
from deals.tests import factories as make
from partners.models import Policy, User
from partners.tests.factories import ManagerFactory, PolicyFactory

SOON = make.AT + timedelta(days=3)


def proposed(**numbers: Any) -> Policy:
    region = numbers.pop("region", None)
    return PolicyFactory.create(region=region, number=2, starts_at=make.AT + timedelta(days=400), **numbers)


def rehearsed(policy: Policy, at: datetime = SOON, by: User | None = None) -> Rehearsal:
    rehearsal = asking.ask(policy, by=by or ManagerFactory.create(), at=at)
    while work.step(rehearsal.pk, at):
        pass
    rehearsal.refresh_from_db()
    return rehearsal


def told(rehearsal: Rehearsal) -> dict[int, dict[str, tuple[str, str]]]:
    return {
        case.registration_id: {what: (was, would) for what, was, would in case.differences}
        for case in RehearsedCase.objects.filter(rehearsal=rehearsal)
    }
