"""Programme page, before the criteria: who may register, and on whose behalf; rulebook: caps by tier."""

from collections.abc import Iterator

from validation.facts import Case
from validation.findings import Code, Finding, Message, Outcome, Problem
from validation.rules.words import _


def _standing(case: Case) -> Iterator[tuple[str, Problem]]:
    partner = case.partner
    if partner.status != "active":
        yield (
            "partner-not-active",
            Problem(
                "partner",
                Message(_("The company is not an active partner of the programme.")),
                Message(_("Ask your coordinator to make the company active.")),
            ),
        )
    if partner.client_facing:
        return
    if not partner.distributor:
        yield (
            "tier-may-not-register",
            Problem(
                "partner",
                Message(_("The company's tier may not register deals.")),
                Message(_("Ask your coordinator which tier the company needs.")),
            ),
        )
    elif partner.filed_by_distributor or not case.terms.distributor_for_itself:
        yield (
            "distributor-for-itself",
            Problem(
                "partner",
                Message(
                    _("In this region a distributor registers deals on behalf of a partner, not for itself.")
                ),
                Message(_("Choose the partner the deal is for, or ask your coordinator.")),
            ),
        )


def _on_behalf(case: Case) -> Iterator[tuple[str, Problem]]:
    partner = case.partner
    if not partner.filed_by_distributor:
        return
    if partner.distributor_status != "active":
        yield (
            "distributor-not-active",
            Problem(
                "partner",
                Message(_("The distributor is not active in the programme.")),
                Message(_("Ask your coordinator to make the distributor active.")),
            ),
        )
    if not partner.distributor_serves_partner:
        yield (
            "distributor-does-not-serve",
            Problem(
                "partner",
                Message(_("The distributor does not serve this partner.")),
                Message(
                    _("Choose a partner the distributor serves, or ask your coordinator to add this one.")
                ),
            ),
        )


def _caps(case: Case) -> Iterator[tuple[str, Problem]]:
    open_most, per_day_most = case.terms.open_most, case.terms.per_day_most
    if open_most is not None and case.partner.open_count >= open_most:
        yield (
            "open-cap",
            Problem(
                "partner",
                Message(
                    _("The company has reached its limit of %(most)s open registrations."),
                    {"most": open_most},
                ),
                Message(_("Close or withdraw one that is no longer pursued, then submit this one.")),
            ),
        )
    if per_day_most is not None and case.partner.submitted_today >= per_day_most:
        yield (
            "daily-cap",
            Problem(
                "partner",
                Message(
                    _("The company has reached its limit of %(most)s submissions a day."),
                    {"most": per_day_most},
                ),
                Message(_("Submit this one tomorrow; the draft is kept.")),
            ),
        )


def eligible(case: Case) -> Finding:
    """The company may register this deal now: status, tier, right to act on behalf, caps of its tier."""
    found = [*_standing(case), *_on_behalf(case), *_caps(case)]
    evidence: dict[str, object] = {
        "reasons": [reason for reason, _problem in found],
        "open": case.partner.open_count,
        "today": case.partner.submitted_today,
    }
    if found:
        explanation = Message(_("The company may not submit this registration now."))
        problems = tuple(problem for _reason, problem in found)
        return Finding(Code.ELIGIBLE, Outcome.FAIL, explanation, problems, evidence)
    allowed = Message(_("The company may register this deal."))
    return Finding(Code.ELIGIBLE, Outcome.PASS, allowed, evidence=evidence)
