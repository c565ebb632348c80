"""Tells the plots day by day through the verbs, with the clock ticking and the mail going out in between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from dealreg.demo import companies, pipeline, world
from dealreg.demo.plots import Plot, plots
from deals import (
    behalf,
    decisions,
    drafts,
    extensions,
    lifecycle,
    opportunities,
    price,
    review,
    revocation,
    sweeps,
    updates,
)
from deals.drafts import Person, Product
from deals.models import Registration
from deals.states import FactGroup
from notifications import dispatch, receipts
from partners.models import Partner, ProductLine, User
from validation.models import KnownOpportunity
from validation.pipeline import import_rows

BEGINS_DAYS_AGO = 205
Say = Callable[[str], None]


def tell(now: datetime, say: Say) -> None:
    """Fill an empty database with half a year of the programme, up to `now`."""
    begin = now - timedelta(days=BEGINS_DAYS_AGO)
    say("Regions, products and policies")
    world.build(begin)
    say("Companies and people")
    companies.build(begin)
    say(f"The vendor's pipeline: {pipeline.ROWS:,} opportunities")
    import_rows(pipeline.rows(begin), source="pipeline of the demo", at=begin)
    tellers = [Teller(plot) for plot in plots()]
    say(f"{len(tellers)} registrations, day by day")
    for days_ago in range(BEGINS_DAYS_AGO - 1, -1, -1):
        at = now - timedelta(days=days_ago)
        # Before anybody looks into it that day.
        refresh_pipeline(at - timedelta(minutes=2 * len(tellers)))
        for number, teller in enumerate(tellers):
            teller.act(days_ago, at - timedelta(minutes=len(tellers) - number))
        sweeps.tick(at)
        post(at)
        if days_ago % 30 == 0:
            say(f"  {at:%d %B %Y}: {Registration.objects.count()} registrations")


def post(at: datetime) -> None:
    """Hand over every letter that is owed by now."""
    while receipts.collect(at):
        pass
    while dispatch.deliver(at):
        pass


def refresh_pipeline(at: datetime) -> None:
    """The daily file of changes: without it the mirror would be too old to decide by."""
    record = ("record_id", "customer_name", "project_name", "country", "created_at")
    known = KnownOpportunity.objects.filter(record_id="006-00000").values_list(
        "record_id", "customer_name", "project_name", "country", "created_in_source_at"
    )
    cells = {name: str(value) for name, value in zip(record, known.get(), strict=True)}
    import_rows([(2, cells)], source="daily changes of the demo", at=at)


class Teller:
    """One plot as it unfolds."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self.seller = User.objects.select_related("partner__region").get(email=plot.seller)
        self.registration: Registration | None = None

    def act(self, days_ago: int, at: datetime) -> None:
        """Carry out the acts of a day, a minute apart."""
        for minute, act in enumerate(act for day, act in self.plot.acts if day == days_ago):
            self._carry_out(act, at + timedelta(seconds=20 * minute))

    def _carry_out(self, act: str, at: datetime) -> None:
        if self.registration is None:
            self.registration = self._draft(at, complete=act != "start")
            if act == "start":
                return
        deal = self.registration
        deal.refresh_from_db()
        first, second = self._coordinators()
        match act:
            case "submit":
                lifecycle.submit(deal, by=self.seller, at=at)
            case "verify":
                self._verify(first, at)
            case "approve":
                self._verify(first, at)
                decisions.approve(deal, by=first, at=at)
            case "return":
                words = "The amount differs from the customer's published plan."
                decisions.return_to_partner(deal, by=first, at=at, codes=["budget-unconfirmed"], words=words)
            case "answer":
                drafts.edit(deal, {"budget": (deal.budget or 0) + 5000}, by=self.seller, at=at)
                lifecycle.submit(deal, by=self.seller, at=at)
            case "reject":
                decisions.reject(deal, by=first, at=at, codes=["not-available"])
            case "appeal":
                lifecycle.appeal(
                    deal, by=self.seller, at=at, grounds="The customer confirms that we came first."
                )
            case "park":
                self._park(first, at)
            case "confirm":
                owner = User.objects.filter(partner=deal.partner).first()
                assert owner is not None
                behalf.confirm(deal, by=owner, at=at)
            case "update":
                report = updates.Report(
                    contact_on=at.astimezone(deal.zone).date(), next_step="Proof of concept",
                    next_step_on=at.astimezone(deal.zone).date() + timedelta(days=10),
                )  # fmt: skip
                updates.record_update(deal, report, by=self.seller, at=at)
            case "price":
                price.apply_for_price(deal, by=self.seller, at=at, note="12 % to meet the customer's budget.")
            case "freeze":
                updates.freeze(deal, by=first, at=at)
            case "ask extension":
                close_on = at.date() + timedelta(days=75)
                extensions.ask_extension(
                    deal, close_on=close_on, reason="The tender was postponed.", by=self.seller, at=at
                )
            case "extend":
                extensions.grant_extension(deal, by=first, at=at, answer="Tender notice seen.")
            case "ask reinstatement":
                extensions.ask_reinstatement(deal, by=self.seller, at=at)
            case "win" | "lose":
                lifecycle.close(deal, won=act == "win", by=self.seller, at=at)
            case "withdraw":
                lifecycle.withdraw(deal, by=self.seller, at=at)
            case "open hearing":
                words = "The customer's purchasing office writes that it knows of no such project."
                revocation.open_hearing(deal, words=words, by=first, at=at)
            case "reply":
                reply = "The project is run by the estates office. Its letter is among the documents."
                revocation.reply_hearing(deal, reply=reply, by=self.seller, at=at)
            case "revoke":
                review.propose(
                    deal, "revoke", reason="The customer knows of no project.", evidence="Letter of the customer",
                    by=second, at=at,
                )  # fmt: skip
                decisions.revoke(deal, by=first, at=at)
            case _:
                raise ValueError(f"no such act: {act}")

    def _draft(self, at: datetime, *, complete: bool) -> Registration:
        plot = self.plot
        partner = Partner.objects.get(name=plot.behalf_of) if plot.behalf_of else None
        draft = drafts.start(by=self.seller, at=at, partner=partner)
        day = at.date()
        answers: dict[str, object] = {
            "customer_name": plot.customer,
            "customer_country": str(draft.installation_country),
            "project_name": plot.project,
            "products": [Product(ProductLine.objects.get(code=plot.product), 4)],
            "budget": Decimal(plot.budget),
        }
        if complete:
            answers |= {
                "decision_makers": [
                    Person("decision-maker", "high", "Head of IT", "head.of.it@customer.example"),
                    Person("technical-evaluator", "medium", "Lead engineer", "engineering@customer.example"),
                ],
                "implementation_from": day + timedelta(days=90),
                "implementation_until": day + timedelta(days=150),
                "price_application_on": day + timedelta(days=21),
                "close_on": day + timedelta(days=80),
                "attested_true": True,
                "attested_shared": True,
            }
        return drafts.edit(draft, answers | plot.facts, by=self.seller, at=at)

    def _coordinators(self) -> tuple[User, User]:
        assert self.registration is not None
        region = self.registration.region
        assert region is not None
        top = region.code.partition(".")[0]
        working = list(User.objects.filter(role="coordinator", regions__code=top).order_by("pk"))
        return working[0], working[-1]

    def _verify(self, reviewer: User, at: datetime) -> None:
        deal = self.registration
        assert deal is not None
        said = dict.fromkeys(FactGroup.values, ("confirmed", "Call with the customer's IT department"))
        review.verify_all(deal, said, by=reviewer, at=at)
        for candidate in opportunities.search(deal, at).candidates:
            if candidate.same_opportunity and not candidate.verdict:
                known = KnownOpportunity.objects.get(source=candidate.source, record_id=candidate.record_id)
                review.judge_opportunity(
                    deal, known, "different", source="Another project, says the customer", by=reviewer, at=at
                )

    def _park(self, reviewer: User, at: datetime) -> None:
        deal = self.registration
        assert deal is not None
        first = Registration.objects.get(customer_name__startswith="Chulalongkorn Metro Hospital Public")
        known = KnownOpportunity.objects.get(source="registration", record_id=first.reference)
        review.judge_opportunity(deal, known, "same", source="Same project number", by=reviewer, at=at)
        review.park(deal, by=reviewer, at=at)
