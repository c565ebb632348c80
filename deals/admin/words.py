"""The desk's own words, where the partner's would be the wrong way round."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import risk
from deals.countdowns import ago_words
from deals.models import Check, Registration
from deals.states import FactGroup, Status
from validation import hints
from validation.findings import Code, Outcome

OUTCOMES: dict[str, tuple[Any, str]] = {
    Outcome.PASS: (_("Met"), "done"),
    Outcome.FAIL: (_("Not met"), "fail"),
    Outcome.REVIEW: (_("Needs your verdict"), "half"),
    Outcome.PENDING: (_("Cannot be known yet"), "sand"),
}
CRITERIA: dict[str, Any] = {
    Code.COMPLETE: _("Complete and specific"),
    Code.VERIFIED: _("True and valid"),
    Code.LEAD_TIME: _("Registered in time"),
    Code.PIPELINE: _("Not in the pipeline before"),
    Code.SINGLE: _("The only registration"),
    Code.SCOPE: _("Within the authorisation"),
    Code.APPROVED: _("Approved by the vendor"),
    Code.ELIGIBLE: _("Partner may register"),
}
# What the search after submission found, short enough for a row of the queue.
RISKS: dict[tuple[str, str], tuple[str, Any]] = {
    (Code.COMPLETE, Outcome.FAIL): ("danger", _("Incomplete")),
    (Code.LEAD_TIME, Outcome.FAIL): ("danger", _("Too soon")),
    (Code.SCOPE, Outcome.FAIL): ("danger", _("Outside authorisation")),
    (Code.ELIGIBLE, Outcome.FAIL): ("danger", _("May not register")),
    (Code.VERIFIED, Outcome.FAIL): ("danger", _("Facts refuted")),
    (Code.PIPELINE, Outcome.REVIEW): ("warning", _("Pipeline record alike")),
    (Code.PIPELINE, Outcome.FAIL): ("danger", _("In the pipeline before")),
    (Code.PIPELINE, Outcome.PENDING): ("warning", _("Pipeline not searched")),
    (Code.SINGLE, Outcome.REVIEW): ("warning", _("Other claim alike")),
    (Code.SINGLE, Outcome.FAIL): ("danger", _("Already registered")),
    (Code.SINGLE, Outcome.PENDING): ("warning", _("Claims not searched")),
}


# What the machine noticed on the facts: the group it belongs to, and the words.
HINTS: dict[str, tuple[FactGroup, Any]] = {
    hints.TAX_AGREES: (
        FactGroup.CUSTOMER,
        _("The number has the form and check digit of the customer's country."),
    ),
    hints.TAX_FAILS: (
        FactGroup.CUSTOMER,
        _("The number fails the check of numbers of the customer's country."),
    ),
    hints.MAIL_AGREES: (
        FactGroup.DECISION_CHAIN,
        _("The mail addresses belong to the customer's web domain."),
    ),
    hints.MAIL_DIFFERS: (
        FactGroup.DECISION_CHAIN,
        _("A mail address lies outside the customer's web domain."),
    ),
    hints.MAIL_FREE: (FactGroup.DECISION_CHAIN, _("A mail address is one that anybody can get for free.")),
    hints.CLOSE_AFTER_START: (FactGroup.TIMELINE, _("The deal closes after the implementation begins.")),
    hints.PRICE_AFTER_CLOSE: (FactGroup.TIMELINE, _("The price is applied for after the expected close.")),
    hints.TENDER_AHEAD: (
        FactGroup.PROJECT,
        _("The tender is called published, on a day that was still to come."),
    ),
    hints.LONG: (FactGroup.TIMELINE, _("The implementation takes more than three years.")),
    hints.BUDGET_UNUSUAL: (FactGroup.BUDGET, _("Far outside what this partner registers otherwise.")),
    hints.BUDGET_USUAL: (FactGroup.BUDGET, _("Within what this partner registers otherwise.")),
}
# Why a case asks for a careful look, where the search does not say it already.
RISK_SIGNS: dict[str, Any] = {
    risk.BUDGET: _("Big budget"),
    risk.UNUSUAL: _("Unusual budget"),
    risk.FIRST_TIME: _("First-time partner"),
    risk.SHORT_LEAD: _("Short lead time"),
}


def since_words(then: datetime, at: datetime) -> str:
    """How long somebody has had a case: "3 min", "2 h", then in days."""
    minutes = int((at - then).total_seconds() // 60)
    if minutes < 60:
        return gettext("%d min") % max(minutes, 0)
    return gettext("%d h") % (minutes // 60) if minutes < 24 * 60 else ago_words(then, at)


def desk_label(status: str) -> Any:
    """A state as the vendor reads it: what is "returned to you" for the partner is not so here."""
    return _("Returned to the partner") if status == Status.RETURNED else Status(status).label


def risks(row: Registration, screenings: list[Check]) -> list[tuple[str, Any]]:
    """Tone and words of what the newest search after submission found."""
    newest = {check.code: check for check in screenings}
    if row.status == Status.SUBMITTED and row.screened_at is None:
        return [("muted", _("Not searched yet"))]
    found = [
        RISKS[check.code, check.outcome] for check in newest.values() if (check.code, check.outcome) in RISKS
    ]
    if any(check.evidence.get("near") for check in newest.values()):
        found.append(("warning", _("Two persons decide")))
    return found
