"""Programme page, first criterion: the deal information is complete and specific."""

from collections.abc import Iterator

from validation.facts import Case, DecisionMakerFacts, RegistrationFacts
from validation.findings import Code, Finding, Message, Outcome, Problem
from validation.rules.specific import is_specific_customer, is_specific_project
from validation.rules.words import _


def _problem(field: str, explanation: str, remedy: str) -> Problem:
    return Problem(field, Message(explanation), Message(remedy))


def _customer(facts: RegistrationFacts) -> Iterator[Problem]:
    if not facts.customer_name.strip():
        yield _problem(
            "customer_name", _("The customer name is missing."), _("Write the customer's full legal name.")
        )
    elif not is_specific_customer(facts.customer_name):
        yield _problem(
            "customer_name",
            _("This name does not say who the customer is."),
            _("Write the customer's full legal name, as on its own papers."),
        )
    if not facts.customer_country:
        yield _problem(
            "customer_country", _("The customer's country is missing."), _("Choose the customer's country.")
        )
    if not facts.installation_country:
        yield _problem(
            "installation_country",
            _("The place of installation is missing."),
            _("Choose the country in which the products will be installed."),
        )


def _project(facts: RegistrationFacts) -> Iterator[Problem]:
    if not facts.project_name.strip():
        yield _problem(
            "project_name", _("The project name is missing."), _("Write the project name the customer uses.")
        )
    elif not is_specific_project(facts.project_name):
        yield _problem(
            "project_name",
            _("This name does not say which project it is."),
            _("Write the project name the customer uses, such as its purpose, place and year."),
        )
    if facts.budget is None:
        yield _problem(
            "budget", _("The budget is missing."), _("Write the customer's budget for this project.")
        )
    elif facts.budget <= 0:
        yield _problem("budget", _("The budget is not above zero."), _("Write a budget above zero."))
    if not facts.currency:
        yield _problem("currency", _("The currency is missing."), _("Choose the currency of the budget."))
    if not facts.products:
        yield _problem(
            "products", _("No product or solution is chosen."), _("Choose at least one product or solution.")
        )


def _decides_and_can_be_reached(person: DecisionMakerFacts) -> bool:
    return (
        person.role == "decision-maker" and bool(person.influence) and person.has_name and person.has_contact
    )


def _decision_chain(facts: RegistrationFacts) -> Iterator[Problem]:
    if not facts.decision_chain:
        yield _problem(
            "decision_chain",
            _("The decision-making chain is empty."),
            _("Add the person who decides, with role, influence, name and business contact."),
        )
    elif not any(person.role == "decision-maker" for person in facts.decision_chain):
        yield _problem(
            "decision_chain",
            _("Nobody in the decision-making chain is a decision maker."),
            _("Add the person at the customer who decides on this project."),
        )
    elif not any(map(_decides_and_can_be_reached, facts.decision_chain)):
        yield _problem(
            "decision_chain",
            _("The decision maker's name, influence or business contact is missing."),
            _("Write the name, influence and business e-mail address or telephone number of that person."),
        )


def _timeline(facts: RegistrationFacts) -> Iterator[Problem]:
    first, last = facts.implementation_from, facts.implementation_until
    if first is None:
        yield _problem(
            "implementation_from",
            _("The start of implementation is missing."),
            _("Write the planned first day."),
        )
    if last is None:
        yield _problem(
            "implementation_until",
            _("The end of implementation is missing."),
            _("Write the planned last day."),
        )
    elif first is not None and last < first:
        yield _problem(
            "implementation_until",
            _("The implementation ends before it starts."),
            _("Write a last day that is not before the first day."),
        )


def _tender(facts: RegistrationFacts) -> Iterator[Problem]:
    if not facts.tender_published:
        return
    number = facts.tender_number
    if not (any(char.isdecimal() for char in number) or is_specific_project(number)):
        yield _problem(
            "tender_number",
            _("The number of the published tender is missing."),
            _("Write the number under which the tender is published."),
        )
    if facts.tender_on is None:
        yield _problem(
            "tender_on",
            _("The date of the published tender is missing."),
            _("Write the day on which the tender was published."),
        )


def _attestations(facts: RegistrationFacts) -> Iterator[Problem]:
    if not facts.attested_true:
        yield _problem(
            "attested_true",
            _("The facts are not confirmed yet."),
            _("Confirm that the facts you give are true."),
        )
    if not facts.attested_shared:
        yield _problem(
            "attested_shared",
            _("The customer's consent is not confirmed yet."),
            _("Confirm that the customer agreed to these facts being shared."),
        )


_SECTIONS = (_customer, _project, _decision_chain, _timeline, _tender, _attestations)


def complete(case: Case) -> Finding:
    """The six required facts are there and specific, and what the rulebook adds to them."""
    problems = tuple(problem for section in _SECTIONS for problem in section(case.registration))
    evidence: dict[str, object] = {"missing": [problem.field for problem in problems]}
    if problems:
        explanation = Message(_("Some required facts are missing or not specific enough."))
        return Finding(Code.COMPLETE, Outcome.FAIL, explanation, problems, evidence)
    return Finding(
        Code.COMPLETE, Outcome.PASS, Message(_("All required facts are there.")), evidence=evidence
    )
