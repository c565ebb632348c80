"""Programme page, third criterion: at least 15 days from registration to price application.

A regional policy may ask for more.
"""

from datetime import timedelta

from validation.facts import Case
from validation.findings import Code, Finding, Message, Outcome, Problem
from validation.rules.words import _


def lead_time(case: Case) -> Finding:
    """Calendar days, counted from the partner's local day of the first submission; from today in a draft.

    An exception was granted by two coordinators; it shortens the wait but does not stand in for the date.
    """
    facts, days = case.registration, case.terms.lead_time_days
    earliest = facts.registered_on + timedelta(days=days)
    planned = facts.price_application_on
    evidence: dict[str, object] = {
        "registered_on": facts.registered_on.isoformat(),
        "price_application_on": planned.isoformat() if planned else None,
        "days_asked": days,
        "earliest_on": earliest.isoformat(),
        "exception": facts.lead_time_exception,
    }
    params: dict[str, str | int | float] = {"days": days, "earliest_on": earliest.isoformat()}
    if planned is None:
        missing = Message(_("The planned day of the price application is missing."))
        remedy = Message(_("Write a day; the earliest is %(earliest_on)s."), params)
        problem = Problem("price_application_on", missing, remedy)
        return Finding(Code.LEAD_TIME, Outcome.FAIL, missing, (problem,), evidence)
    if planned >= earliest:
        enough = Message(
            _("There are at least %(days)s days between registration and price application."), params
        )
        return Finding(Code.LEAD_TIME, Outcome.PASS, enough, evidence=evidence)
    if facts.lead_time_exception:
        excepted = Message(_("An exception from the %(days)s days was granted."), params)
        return Finding(Code.LEAD_TIME, Outcome.PASS, excepted, evidence=evidence)
    short = Message(
        _("There must be at least %(days)s days between registration and price application."), params
    )
    remedy = Message(_("Choose %(earliest_on)s or a later day."), params)
    problem = Problem("price_application_on", short, remedy)
    return Finding(Code.LEAD_TIME, Outcome.FAIL, short, (problem,), evidence)
