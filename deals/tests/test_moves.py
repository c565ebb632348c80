"""Every pair of state and verb that the table does not name is refused, for every verb there is."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from deals import (
    behalf,
    benefits,
    deadlines,
    decisions,
    drafts,
    extensions,
    lifecycle,
    merging,
    price,
    review,
    revocation,
    rewards,
    updates,
)
from deals.models import Document, Outage, Registration
from deals.moves import MOVES, Actor
from deals.refusals import IllegalMove, NotYours
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from partners.tests.factories import CoordinatorFactory
from validation.matching import index
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db

Verb = Callable[[Registration, dict[str, Any]], object]


def _known() -> KnownOpportunity:
    known, _new = KnownOpportunity.objects.get_or_create(
        source="pipeline",
        record_id="006A",
        defaults={"customer_name": "Other", "created_in_source_at": make.AT, "synced_at": make.AT},
    )
    index.file([known])
    return known


def _outage() -> Outage:
    return Outage.objects.create(started_at=make.AT, ended_at=make.AT + timedelta(hours=1), note="Network")


def _document(registration: Registration) -> Document:
    fields = {"size": 1, "uploaded_by": registration.owner, "uploaded_at": make.AT}
    return Document.objects.create(registration=registration, title="x", **fields)


VERBS: dict[str, Verb] = {
    "edit": lambda r, who: drafts.edit(r, {"project_name": "Another"}, **who),
    "submit": lambda r, who: lifecycle.submit(r, **who),
    "withdraw": lambda r, who: lifecycle.withdraw(r, **who),
    "record_update": lambda r, who: updates.record_update(r, updates.Report(no_change="Budget round"), **who),
    "attach": lambda r, who: drafts.attach(r, ContentFile(b"x"), title="x", content_type="text/plain", **who),
    "detach": lambda r, who: drafts.detach(_document(r), **who),
    "ask_extension": lambda r, who: extensions.ask_extension(
        r, close_on=make.AT.date() + timedelta(days=400), reason="More time", **who
    ),
    "ask_reinstatement": lambda r, who: extensions.ask_reinstatement(r, **who),
    "apply_for_price": lambda r, who: price.apply_for_price(r, note="10 %", **who),
    "win": lambda r, who: lifecycle.close(r, won=True, **who),
    "lose": lambda r, who: lifecycle.close(r, won=False, **who),
    "claim_reward": lambda r, who: rewards.claim_reward(
        r, rewards.Order(Decimal(100), "PO-7", make.AT.date()), **who
    ),
    "appeal": lambda r, who: lifecycle.appeal(r, grounds="We were first", **who),
    "confirm_behalf": lambda r, who: behalf.confirm(r, **who),
    "object_behalf": lambda r, who: behalf.object_to(r, reason="Not ours", **who),
    "hide": lambda r, who: behalf.hide(r, **who),
    "show": lambda r, who: behalf.show(r, **who),
    "claim": lambda r, who: review.claim(r, **who),
    "release": lambda r, who: review.release(r, **who),
    "snooze": lambda r, who: review.snooze(
        r, until=who["at"] + timedelta(hours=1), reason="Call tomorrow", **who
    ),
    "wake": lambda r, who: review.wake(r, **who),
    "remind": lambda r, who: review.remind(r, **who),
    "merge": lambda r, who: merging.merge(r, r, **who),
    "verify": lambda r, who: review.verify(r, "customer", "confirmed", source="Call", **who),
    "judge_opportunity": lambda r, who: review.judge_opportunity(
        r, _known(), "different", source="Call", **who
    ),
    "propose": lambda r, who: review.propose(r, "approve", reason="Two", **who),
    "park": lambda r, who: review.park(r, **who),
    "unpark": lambda r, who: review.unpark(r, **who),
    "return": lambda r, who: decisions.return_to_partner(r, codes=["incomplete"], **who),
    "approve": lambda r, who: decisions.approve(r, **who),
    "reject": lambda r, who: decisions.reject(r, codes=["not-available"], **who),
    "grant_lead_time": lambda r, who: price.grant_lead_time(r, **who),
    "grant_extension": lambda r, who: extensions.grant_extension(r, answer="Yes", **who),
    "decline_extension": lambda r, who: extensions.decline_extension(r, answer="No", **who),
    "answer_price": lambda r, who: price.answer_price(r, granted=True, answer="Yes", **who),
    "record_use": lambda r, who: benefits.record_use(r, "support", on=make.AT.date(), words="Help", **who),
    "answer_reward": lambda r, who: rewards.answer_reward(r, accepted=True, answer="Yes", **who),
    "mark_reward_paid": lambda r, who: rewards.mark_paid(
        r, paid_on=make.AT.date(), payment_reference="TX-1", **who
    ),
    "freeze": lambda r, who: updates.freeze(r, **who),
    "thaw": lambda r, who: updates.thaw(r, **who),
    "log_update": lambda r, who: updates.log_update(r, updates.Report(evidence="Mail"), **who),
    "reinstate": lambda r, who: decisions.reinstate(r, **who),
    "open_hearing": lambda r, who: revocation.open_hearing(r, words="No such project", **who),
    "reply_hearing": lambda r, who: revocation.reply_hearing(r, reply="It is true", **who),
    "drop_revocation": lambda r, who: revocation.drop_revocation(r, words="It is true", **who),
    "remind_hearing": lambda r, who: deadlines.remind_hearing(r, at=who["at"]),
    "end_hearing": lambda r, who: deadlines.end_hearing(r, at=who["at"]),
    "revoke": lambda r, who: decisions.revoke(r, **who),
    "screen": lambda r, who: deadlines.screen(r, at=who["at"]),
    "nudge": lambda r, who: deadlines.nudge(r, at=who["at"]),
    "warn_update": lambda r, who: deadlines.warn_update(r, at=who["at"]),
    "warn_expiry": lambda r, who: deadlines.warn_expiry(r, at=who["at"]),
    "defer_lapse": lambda r, who: deadlines.defer_lapse(r, at=who["at"]),
    "defer_expiry": lambda r, who: deadlines.defer_expiry(r, at=who["at"]),
    "credit_outage": lambda r, who: deadlines.credit_outage(r, _outage(), at=who["at"]),
    "end_freeze": lambda r, who: deadlines.end_freeze(r, at=who["at"]),
    "lapse": lambda r, who: lifecycle.lapse(r, at=who["at"]),
    "expire": lambda r, who: lifecycle.expire(r, at=who["at"]),
    "offer": lambda r, who: deadlines.offer(r, at=who["at"]),
    "erase": lambda r, who: deadlines.erase(r, at=who["at"]),
}
EVERYWHERE = {"hold", "reassign", "acknowledge_probing", "suspect_probing"}
CREATES = {"start"}
PART_OF_ANOTHER = {"merge_into"}


def test_every_verb_of_the_table_is_tried_here() -> None:
    assert set(VERBS) | EVERYWHERE | CREATES | PART_OF_ANOTHER == set(MOVES)


InState = Callable[[str], Registration]


@pytest.fixture
def in_state(one_in_each_state: dict[str, Registration], db: None) -> InState:
    return lambda status: fresh(one_in_each_state[status])


@pytest.mark.parametrize("status", Status.values)
def test_a_verb_is_refused_from_every_state_the_table_does_not_name(status: str, in_state: InState) -> None:
    registration = in_state(status)
    assert registration.status == status
    reviewer = make.coordinator()
    passed = []
    for name, verb in VERBS.items():
        if status in MOVES[name].sources:
            continue
        by = registration.owner if MOVES[name].actor is Actor.PARTNER else reviewer
        try:
            verb(registration, {"by": by, "at": make.AT + timedelta(days=400)})
        except IllegalMove:
            continue
        passed.append(name)
    assert passed == []
    registration.refresh_from_db()
    assert registration.status == status


@pytest.mark.parametrize("name", [name for name in VERBS if MOVES[name].actor is Actor.COORDINATOR])
def test_a_partner_never_carries_out_a_coordinators_verb(name: str, in_state: InState) -> None:
    registration = in_state(min(MOVES[name].sources))
    with pytest.raises(NotYours):
        VERBS[name](registration, {"by": registration.owner, "at": make.AT})


@pytest.mark.parametrize("name", [name for name in VERBS if MOVES[name].actor is Actor.PARTNER])
def test_another_partner_never_carries_out_a_verb(name: str, in_state: InState) -> None:
    registration = in_state(min(MOVES[name].sources))
    with pytest.raises(NotYours):
        VERBS[name](registration, {"by": make.seller(), "at": make.AT})


def test_a_coordinator_of_another_region_never_decides() -> None:
    registration = make.submitted()
    elsewhere = CoordinatorFactory.create(region_codes=["emea"])
    with pytest.raises(NotYours):
        decisions.reject(registration, by=elsewhere, at=make.AT, codes=["not-available"])
