"""What waits for the vendor, each kind with its words. The tiles of the desk and the queue's filter share this list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from deals import probing, triage
from deals.models import Appeal, Extension, PriceApplication, Proposal, Registration, RewardClaim
from deals.querysets import RegistrationQuerySet
from deals.states import Status
from partners.models import User

Which = Callable[[User, datetime], Q]


@dataclass(frozen=True)
class Wait:
    """One kind of waiting case. `label` stands on the tile and in the filter."""

    code: str
    label: Any
    which: Which

    def among(self, rows: RegistrationQuerySet, user: User, at: datetime) -> RegistrationQuerySet:
        return rows.filter(self.which(user, at))


def _unanswered(model: type[Extension] | type[PriceApplication] | type[Appeal]) -> Exists:
    return Exists(model.objects.filter(registration=OuterRef("pk"), answered_at__isnull=True))


def _to_decide(_user: User, _at: datetime) -> Q:
    return Q(status=Status.SUBMITTED, parked=False)


def _overdue(user: User, at: datetime) -> Q:
    return _to_decide(user, at) & Q(decision_due_at__lte=at)


def _on_appeal(_user: User, _at: datetime) -> Q:
    return Q(_unanswered(Appeal), status=Status.SUBMITTED)


def _heard(_user: User, _at: datetime) -> Q:
    return triage.HEARD


def _extension(_user: User, _at: datetime) -> Q:
    return Q(_unanswered(Extension), status=Status.APPROVED)


def _price(_user: User, _at: datetime) -> Q:
    return Q(_unanswered(PriceApplication), status=Status.APPROVED)


def _reinstatement(_user: User, _at: datetime) -> Q:
    return Q(status__in=(Status.LAPSED, Status.EXPIRED), reinstatement_asked_at__isnull=False)


def _second_person(user: User, _at: datetime) -> Q:
    theirs = Proposal.objects.filter(registration=OuterRef("pk"), settled_at__isnull=True).exclude(by=user)
    return Q(Exists(theirs), status__in=(Status.SUBMITTED, Status.APPROVED))


def _objection(_user: User, _at: datetime) -> Q:
    return Q(status__in=(Status.SUBMITTED, Status.RETURNED, Status.APPROVED)) & ~Q(objection="")


def _suspected(_user: User, _at: datetime) -> Q:
    return Q(probing.suspected(), status=Status.SUBMITTED)


def _reward(_user: User, _at: datetime) -> Q:
    open_ = RewardClaim.objects.unsettled().filter(registration=OuterRef("pk"))
    return Q(Exists(open_), status=Status.WON)


def _parked(_user: User, _at: datetime) -> Q:
    return Q(status=Status.SUBMITTED, parked=True)


WAITS: dict[str, Wait] = {
    wait.code: wait
    for wait in (
        Wait("decision", _("To decide"), _to_decide),
        Wait("overdue", _("Past the promised time"), _overdue),
        Wait("second", _("Waiting for a second person"), _second_person),
        Wait("appeal", _("On appeal"), _on_appeal),
        Wait("hearing", _("Partner heard before a revocation"), _heard),
        Wait("extension", _("Extension asked for"), _extension),
        Wait("price", _("Price applied for"), _price),
        Wait("reinstatement", _("Reinstatement asked for"), _reinstatement),
        Wait("objection", _("Partner objects"), _objection),
        Wait("reward", _("Reward claimed or to be paid"), _reward),
        Wait("probing", _("Partner may be probing"), _suspected),
        Wait("parked", _("Parked"), _parked),
    )
}


def counts(user: User, at: datetime) -> list[tuple[Wait, int]]:
    """How many of each kind wait in the regions a person sees."""
    visible = Registration.objects.visible_to(user)
    return [(wait, wait.among(visible, user, at).count()) for wait in WAITS.values()]
