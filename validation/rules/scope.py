"""Programme page, sixth criterion: within the authorised regions and products, by place of installation."""

from validation.facts import AuthorisationFacts, Case, covers
from validation.findings import Code, Finding, Message, Outcome, Problem
from validation.rules.words import _


def _in_force(authorisation: AuthorisationFacts, case: Case) -> bool:
    ends_on = authorisation.ends_on
    return authorisation.starts_on <= case.on and (ends_on is None or case.on <= ends_on)


def _without_region(case: Case) -> Finding:
    evidence: dict[str, object] = {
        "region": None,
        "installation_country": case.registration.installation_country,
    }
    if not case.registration.installation_country:
        unknown = Message(_("Your authorisation is checked once the place of installation is chosen."))
        return Finding(Code.SCOPE, Outcome.PENDING, unknown, evidence=evidence)
    outside = Message(_("The place of installation lies outside every sales region."))
    remedy = Message(
        _("Choose the country in which the products will be installed, or ask your coordinator.")
    )
    return Finding(
        Code.SCOPE, Outcome.FAIL, outside, (Problem("installation_country", outside, remedy),), evidence
    )


def scope(case: Case) -> Finding:
    """Each product is covered, in the region of installation, by an authorisation in force on `case.on`."""
    region, products = case.registration.region, case.registration.products
    if region is None:
        return _without_region(case)
    if not products:
        unknown = Message(_("Your authorisation is checked once products are chosen."))
        return Finding(Code.SCOPE, Outcome.PENDING, unknown, evidence={"region": region, "missing": []})
    held = [
        authorisation.product
        for authorisation in case.partner.authorisations
        if _in_force(authorisation, case) and covers(authorisation.region, region)
    ]
    missing = [product for product in products if not any(covers(code, product) for code in held)]
    evidence: dict[str, object] = {"region": region, "on": case.on.isoformat(), "missing": missing}
    if not missing:
        within = Message(_("All products lie within the authorisation for the place of installation."))
        return Finding(Code.SCOPE, Outcome.PASS, within, evidence=evidence)
    params: dict[str, str | int | float] = {"products": ", ".join(missing), "region": region}
    explanation = Message(_("No authorisation in force covers %(products)s in %(region)s."), params)
    remedy = Message(
        _("Leave out %(products)s, or ask your coordinator to extend your authorisation."), params
    )
    problem = Problem("products", explanation, remedy)
    return Finding(Code.SCOPE, Outcome.FAIL, explanation, (problem,), evidence)
