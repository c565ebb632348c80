"""The closed list of reasons a partner can be told, each with its criterion, remedy and next steps.

Rulebook, *Words to the partner*: every return and rejection carries at least one code; free text is added, never
instead. What comes from the pipeline and what comes from another registration share one code and one sentence.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    """`name` is for where a sentence has no room; `opens` are the fact groups a return with it unlocks."""

    code: str
    criterion: str
    name: Any
    words: Any
    remedy: Any
    returns: bool = True
    rejects: bool = True
    may_resubmit: bool = True
    may_appeal: bool = True
    opens: tuple[str, ...] = ()


REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason(
            "incomplete", "complete", _("Facts missing"),
            _("Some of the required facts are missing or not specific."),
            _("Complete the facts named by your coordinator and submit again."),
            rejects=False, opens=("customer", "project", "budget", "products", "decision-chain", "timeline"),
        ),
        Reason(
            "customer-unclear", "verified", _("Customer unclear"),
            _("The customer could not be identified from what was given."),
            _("Give the customer's full legal name, web domain and register number."),
            opens=("customer",),
        ),
        Reason(
            "project-unclear", "verified", _("Project unclear"),
            _("The project could not be told apart from the customer's other plans."),
            _("Name the project as the customer does, with its site and phase."),
            opens=("project", "timeline"),
        ),
        Reason(
            "budget-unconfirmed", "verified", _("Budget not confirmed"),
            _("The budget could not be confirmed."),
            _("Give the amount the customer has approved or plans, and attach what shows it."),
            opens=("budget",),
        ),
        Reason(
            "chain-unconfirmed", "verified", _("Decision chain not confirmed"),
            _("The decision-making chain could not be confirmed."),
            _("Name the people who decide, with a business contact for each."),
            opens=("decision-chain",),
        ),
        Reason(
            "not-true", "verified", _("Verification not passed"),
            _("The information given did not pass verification."),
            _("Appeal with evidence if you can show that the information is true."),
            returns=False, may_resubmit=False,
        ),
        Reason(
            "lead-time", "lead-time", _("Price application too soon"),
            _("The price application is planned too soon after the registration."),
            _("Plan the price application for a later date and submit again."),
            opens=("timeline",),
        ),
        Reason(
            "not-available", "single", _("Opportunity not available"),
            _("This opportunity is not available for registration."),
            _(
                "You may go on working with the customer without deal registration. "
                "Appeal if you have evidence that your claim came first."
            ),
            returns=False, may_resubmit=False,
        ),
        Reason(
            "out-of-scope", "scope", _("Outside the authorisation"),
            _("The place of installation or a product lies outside your authorisation."),
            _("Ask for the authorisation, or remove what it does not cover, and submit again."),
            opens=("customer", "products"),
        ),
        Reason(
            "not-answered", "complete", _("Questions not answered"),
            _("The questions asked were not answered."),
            _("Register the deal again when you have the answers."),
            returns=False, may_appeal=False,
        ),
    )
}  # fmt: skip

# Rulebook, *Life of a registration*: for false information alone.
FOR_REVOCATION = ("not-true",)


class UnknownReason(ValueError):
    """A code that is not on the closed list, or not meant for this act."""


def checked(codes: list[str] | tuple[str, ...], *, act: str) -> tuple[str, ...]:
    """The codes without repetition. Raises UnknownReason when there is none, or one that `act` may not carry.

    `act` is `return` or `reject`.
    """
    unique = tuple(dict.fromkeys(codes))
    if not unique:
        raise UnknownReason("Choose at least one reason.")
    for code in unique:
        reason = REASONS.get(code)
        if reason is None or not (reason.returns if act == "return" else reason.rejects):
            raise UnknownReason(f"{code} is not a reason to {act}.")
    return unique


def opened_groups(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The fact groups that a return with these codes opens, in the order of the list."""
    return tuple(dict.fromkeys(group for code in codes for group in REASONS[code].opens))
