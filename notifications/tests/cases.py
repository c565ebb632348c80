"""An event of every told kind, reached through the verbs, and the people who may hear of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from deals import (
    behalf,
    benefits,
    deadlines,
    decisions,
    drafts,
    extensions,
    lifecycle,
    merging,
    opportunities,
    price,
    review,
    revocation,
    rewards,
    updates,
    warnings,
)
from deals.models import DeadlineWarning, Event, Outage, Registration
from deals.states import Clock
from deals.tests import factories as make
from partners.models import Partner, User
from partners.roles import Role
from partners.tests.factories import (
    AuthorisationFactory,
    CoordinatorFactory,
    DistributorLinkFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
)
from partners.tiers import Tier
from validation.models import KnownOpportunity

AT = make.AT
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHAIN_NAME, CHAIN_MAIL = "Somchai Canary", "somchai.canary@customer.example"


def administrator(partner: Partner, **fields: object) -> User:
    return PersonFactory.create(partner=partner, role=Role.ADMINISTRATOR, **fields)


@dataclass
class Cast:
    """A partner with its owner of the deal, a colleague and an administrator, and the vendor's people."""

    owner: User = field(default_factory=make.seller)
    first: User = field(default_factory=lambda: CoordinatorFactory.create(name="First Coordinator"))
    second: User = field(default_factory=lambda: CoordinatorFactory.create(name="Second Coordinator"))
    manager: User = field(default_factory=lambda: ManagerFactory.create(name="Programme Manager"))

    def __post_init__(self) -> None:
        assert self.owner.partner is not None
        self.partner: Partner = self.owner.partner
        self.administrator = administrator(self.partner)
        self.colleague = PersonFactory.create(partner=self.partner)

    def distributor(self) -> User:
        """A member of a distributor that serves the partner."""
        company = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
        AuthorisationFactory.create(partner=company)
        DistributorLinkFactory.create(distributor=company, partner=self.partner)
        return PersonFactory.create(partner=company)

    def submitted(self) -> Registration:
        return make.submitted(self.owner)

    def approved(self) -> Registration:
        return self.approve(self.submitted())

    def on_behalf(self) -> Registration:
        """Submitted by a distributor for the partner."""
        by = self.distributor()
        draft = drafts.start(by=by, at=AT, partner=self.partner)
        return lifecycle.submit(drafts.edit(draft, make.answers(), by=by, at=AT), by=by, at=AT)

    def approved_on_behalf(self) -> Registration:
        return self.approve(self.on_behalf())

    def approve(self, registration: Registration) -> Registration:
        """Every fact confirmed, and whatever the search finds alike judged another opportunity."""
        row = make.verified(registration, self.first)
        for found in opportunities.search(row, AT).candidates:
            known = KnownOpportunity.objects.get(record_id=found.record_id)
            review.judge_opportunity(row, known, "different", source="Another site", by=self.first, at=AT)
        row.refresh_from_db()
        return decisions.approve(row, by=self.first, at=AT)

    def rejected(self) -> Registration:
        return decisions.reject(self.submitted(), by=self.first, at=AT + HOUR, codes=["not-available"])

    def extension_asked(self) -> Registration:
        """With a fresh update, and a wish for more time inside the window before expiry."""
        at = AT + 130 * DAY
        registration = self.approved()
        updates.record_update(registration, updates.Report(contact_on=at.date()), by=self.owner, at=at)
        close_on = at.date() + 90 * DAY
        extensions.ask_extension(registration, close_on=close_on, reason="Late", by=self.owner, at=at)
        return registration

    def price_applied(self) -> Registration:
        registration = self.approved()
        price.apply_for_price(registration, note="List less ten", by=self.owner, at=AT + 16 * DAY)
        return registration

    def lapsed(self) -> Registration:
        registration = self.approved()
        for days in (15, 22):
            warned(registration, Clock.UPDATE, AT + days * DAY)
        return lifecycle.lapse(registration, at=AT + 30 * DAY)

    def expired(self) -> Registration:
        registration = self.approved()
        for days in (126, 155):
            warned(registration, Clock.VALIDITY, AT + days * DAY)
        return lifecycle.expire(registration, at=AT + 190 * DAY)

    def frozen(self) -> Registration:
        return updates.freeze(self.approved(), by=self.first, at=AT + DAY)

    def in_hearing(self) -> Registration:
        registration = self.approved()
        words = "The customer knows of no project."
        revocation.open_hearing(registration, words=words, by=self.first, at=AT)
        return registration

    def heard(self) -> Registration:
        return revocation.reply_hearing(self.in_hearing(), reply="It does.", by=self.owner, at=AT)

    def proposed(self, act: str) -> Registration:
        registration = self.heard() if act == "revoke" else self.approved()
        review.propose(registration, act, reason="Because", evidence="A letter", by=self.first, at=AT + HOUR)
        return registration


def warned(registration: Registration, clock: Clock, at: datetime) -> None:
    """Warn and note that the mail server took the letter."""
    warn = deadlines.warn_update if clock is Clock.UPDATE else deadlines.warn_expiry
    warn(registration, at=at)
    warnings.mark_handed_over(DeadlineWarning.objects.latest("pk").pk, at)


def outage_credited(cast: Cast) -> object:
    outage = Outage.objects.create(started_at=AT + DAY, ended_at=AT + 2 * DAY, note="Network")
    return deadlines.credit_outage(cast.approved(), outage, at=AT + 3 * DAY)


def offered(cast: Cast) -> object:
    registration = review.park(cast.submitted(), by=cast.first, at=AT + HOUR)
    return deadlines.offer(registration, at=AT + DAY)


def handed_over(cast: Cast) -> object:
    registration = cast.approved()
    return behalf.reassign(registration, to=cast.colleague, by=cast.administrator, at=AT + DAY)


def logged(cast: Cast) -> object:
    report = updates.Report(contact_on=AT.date(), evidence="Mail of the partner")
    return updates.log_update(cast.approved(), report, by=cast.first, at=AT + DAY)


def joined(cast: Cast) -> object:
    """The partner's filing and its distributor's become one."""
    own, theirs = cast.submitted(), cast.on_behalf()
    known = KnownOpportunity.objects.get(record_id=theirs.reference)
    review.judge_opportunity(own, known, "same", source="The partner", by=cast.first, at=AT + HOUR)
    return merging.merge(own, theirs, by=cast.first, at=AT + HOUR)


def answered(cast: Cast, at: datetime = AT + 17 * DAY) -> object:
    return price.answer_price(cast.price_applied(), granted=True, answer="As agreed", by=cast.first, at=at)


def reward(cast: Cast, *, step: str) -> object:
    """A won deal whose reward is claimed, then answered, then paid: up to a step."""
    row = make.verified(cast.submitted(), cast.first)
    grants = [benefits.Grant("reward", Decimal(2))]
    row = decisions.approve(row, by=cast.first, at=AT, grants=grants)
    lifecycle.close(row, won=True, by=cast.owner, at=AT + DAY)
    order = rewards.Order(Decimal(1000), "PO-7", (AT + DAY).date())
    rewards.claim_reward(row, order, by=cast.owner, at=AT + 2 * DAY)
    if step != "claimed":
        rewards.answer_reward(
            row, accepted=True, answer="The order was seen.", by=cast.first, at=AT + 3 * DAY
        )
    if step == "paid":
        day = (AT + 4 * DAY).date()
        rewards.mark_paid(row, paid_on=day, payment_reference="TX-1", by=cast.second, at=AT + 4 * DAY)
    return row


def by_owner(verb: Callable[..., object], registration: Registration, **said: object) -> object:
    return verb(registration, by=registration.owner, at=AT + DAY, **said)


CASES: dict[str, Callable[[Cast], object]] = {
    "submitted": Cast.submitted,
    "withdrawn": lambda cast: by_owner(lifecycle.withdraw, cast.on_behalf()),
    "won": lambda cast: by_owner(lifecycle.close, cast.approved_on_behalf(), won=True),
    "lost": lambda cast: by_owner(lifecycle.close, cast.approved_on_behalf(), won=False),
    "behalf-confirmed": lambda cast: behalf.confirm(cast.on_behalf(), by=cast.administrator, at=AT + DAY),
    "behalf-objected": lambda cast: behalf.object_to(
        cast.on_behalf(), by=cast.administrator, at=AT + DAY, reason="Not ours"
    ),
    "reassigned": handed_over,
    "extension-asked": Cast.extension_asked,
    "reinstatement-asked": lambda cast: extensions.ask_reinstatement(
        cast.lapsed(), by=cast.owner, at=AT + 31 * DAY
    ),
    "price-applied": Cast.price_applied,
    "appealed": lambda cast: by_owner(lifecycle.appeal, cast.rejected(), grounds="We were first"),
    "second-person-asked": lambda cast: cast.proposed("revoke"),
    "returned": lambda cast: decisions.return_to_partner(
        cast.submitted(), by=cast.first, at=AT + HOUR, codes=["budget-unconfirmed"], words="Send the plan."
    ),
    "approved": Cast.approved,
    "rejected": Cast.rejected,
    "hearing-opened": Cast.in_hearing,
    "hearing-replied": Cast.heard,
    "hearing-reminded": lambda cast: deadlines.remind_hearing(cast.in_hearing(), at=AT + 5 * DAY),
    "hearing-ended": lambda cast: deadlines.end_hearing(cast.in_hearing(), at=AT + 10 * DAY),
    "revocation-dropped": lambda cast: revocation.drop_revocation(
        cast.heard(), words="The customer confirms the project.", by=cast.first, at=AT + DAY
    ),
    "revoked": lambda cast: decisions.revoke(cast.proposed("revoke"), by=cast.second, at=AT + DAY),
    "reinstated": lambda cast: decisions.reinstate(cast.lapsed(), by=cast.first, at=AT + 31 * DAY),
    "lead-time-granted": lambda cast: price.grant_lead_time(
        cast.proposed("lead-time"), by=cast.second, at=AT + DAY
    ),
    "extended": lambda cast: extensions.grant_extension(
        cast.extension_asked(), by=cast.first, at=AT + 131 * DAY
    ),
    "extension-declined": lambda cast: extensions.decline_extension(
        cast.extension_asked(), by=cast.first, at=AT + 131 * DAY, answer="The tender was cancelled."
    ),
    "price-answered": answered,
    "reward-claimed": lambda cast: reward(cast, step="claimed"),
    "reward-answered": lambda cast: reward(cast, step="answered"),
    "reward-paid": lambda cast: reward(cast, step="paid"),
    "frozen": Cast.frozen,
    "merged": joined,
    "merged-into": joined,
    "reminded": lambda cast: review.remind(cast.approved(), by=cast.first, at=AT + DAY),
    "thawed": lambda cast: updates.thaw(cast.frozen(), by=cast.first, at=AT + 5 * DAY),
    "update-logged": logged,
    "update-warned": lambda cast: deadlines.warn_update(cast.approved(), at=AT + 15 * DAY),
    "expiry-warned": lambda cast: deadlines.warn_expiry(cast.approved(), at=AT + 130 * DAY),
    "lapsed": Cast.lapsed,
    "expired": Cast.expired,
    "lapse-deferred": lambda cast: deadlines.defer_lapse(cast.approved(), at=AT + 30 * DAY),
    "expiry-deferred": lambda cast: deadlines.defer_expiry(cast.approved(), at=AT + 190 * DAY),
    "outage-credited": outage_credited,
    "freeze-ended": lambda cast: deadlines.end_freeze(cast.frozen(), at=AT + 40 * DAY),
    "decision-nudged": lambda cast: deadlines.nudge(cast.submitted(), at=AT + 10 * DAY),
    "offered": offered,
}


def last_event(kind: str) -> Event:
    return Event.objects.filter(kind=kind).latest("sequence")
