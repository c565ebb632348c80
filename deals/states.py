"""The states of a registration and the closed lists of the trade, each with its label; states carry a tone."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With coordinator")
    RETURNED = "returned", _("Returned to you")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    LAPSED = "lapsed", _("Lapsed")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


TONES: dict[str, str] = {
    Status.DRAFT: "neutral",
    Status.SUBMITTED: "info",
    Status.RETURNED: "warning",
    Status.APPROVED: "success",
    Status.REJECTED: "muted",
    Status.WITHDRAWN: "muted",
    Status.WON: "success",
    Status.LOST: "muted",
    Status.LAPSED: "warning",
    Status.EXPIRED: "warning",
    Status.REVOKED: "muted",
}

IN_FORCE = frozenset({Status.APPROVED})
UNDECIDED = frozenset({Status.SUBMITTED, Status.RETURNED})
OPEN = IN_FORCE | UNDECIDED
ENDED = frozenset(Status) - OPEN - {Status.DRAFT}
ACCEPTED = frozenset(
    {Status.APPROVED, Status.WON, Status.LOST, Status.LAPSED, Status.EXPIRED, Status.REVOKED}
)


# What the one deadline that matters next is called in each state (`RegistrationQuerySet.with_next_deadline`).
DEADLINE_LABELS: dict[str, Any] = {
    Status.APPROVED: _("Update due"),
    Status.SUBMITTED: _("Decision promised by"),
    Status.RETURNED: _("Answer by, to keep your place"),
    Status.LAPSED: _("Reinstate until"),
    Status.EXPIRED: _("Reinstate until"),
    Status.REJECTED: _("Appeal until"),
}


class RewardState(TextChoices):
    CLAIMED = "claimed", _("Claimed")
    ACCEPTED = "accepted", _("Accepted")
    PAID = "paid", _("Paid")
    DECLINED = "declined", _("Declined")


class DealKind(TextChoices):
    NEW = "new", _("New project")
    EXPANSION = "expansion", _("Expansion")
    RENEWAL = "renewal", _("Renewal")


class Stage(TextChoices):
    IDENTIFIED = "identified", _("Need identified")
    QUALIFIED = "qualified", _("Budget and decision makers known")
    SOLUTION = "solution", _("Solution agreed")
    TENDER = "tender", _("Tender or offer out")
    NEGOTIATION = "negotiation", _("Negotiation")


class ChainRole(TextChoices):
    DECISION_MAKER = "decision-maker", _("Decision maker")
    INFLUENCER = "influencer", _("Influencer")
    TECHNICAL_EVALUATOR = "technical-evaluator", _("Technical evaluator")
    PROCUREMENT = "procurement", _("Procurement")
    USER = "user", _("User")


class Influence(TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class FactGroup(TextChoices):
    """The groups of facts a coordinator verifies; the rules know the same codes."""

    CUSTOMER = "customer", _("Customer")
    PROJECT = "project", _("Project")
    BUDGET = "budget", _("Budget")
    PRODUCTS = "products", _("Products or solutions")
    DECISION_CHAIN = "decision-chain", _("Decision-making chain")
    TIMELINE = "timeline", _("Implementation time")


class PauseReason(TextChoices):
    """Why the update clock stands still (rulebook, *Pauses*)."""

    EXTENSION = "extension", _("an extension is with the vendor")
    APPEAL = "appeal", _("an appeal is with the vendor")
    PRICE = "price", _("a price application is with the vendor")
    FREEZE = "freeze", _("the coordinator granted a freeze")


class Clock(TextChoices):
    UPDATE = "update", _("Update")
    VALIDITY = "validity", _("Validity")
