"""Programme page, sixth criterion: within the authorised regions and products, by place of installation.

A product line or region whose last day is over lies within nobody's authorisation any more.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from validation.facts import AuthorisationFacts, Case, EndFacts, covers
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


def _last_day(code: str, ends: Iterable[EndFacts]) -> date | None:
    """The last day of a code: its own or that of a code above it, whichever comes first."""
    return min((end.ends_on for end in ends if covers(end.code, code)), default=None)


def _over(code: str, ends: Iterable[EndFacts], on: date) -> date | None:
    """The last day of a code when it lies before `on`."""
    last = _last_day(code, ends)
    return last if last is not None and last < on else None


def _within(case: Case, region: str) -> Message:
    """What is told of a case within the scope: until when it is, where a last day was announced."""
    days = [_last_day(region, case.region_ends)]
    days += [_last_day(product, case.product_ends) for product in case.registration.products]
    last = min((day for day in days if day is not None), default=None)
    if last is None:
        return Message(_("All products lie within the authorisation for the place of installation."))
    return Message(
        _(
            "All products lie within the authorisation for the place of installation. "
            "This deal may be registered until %(last_on)s."
        ),
        {"last_on": last.isoformat()},
    )


def _ended_region(region: str, ended: date) -> Problem:
    params: dict[str, str | int | float] = {"region": region, "ended_on": ended.isoformat()}
    explanation = Message(_("Deals in %(region)s could be registered until %(ended_on)s."), params)
    remedy = Message(_("Ask your coordinator how deals at this place are registered."))
    return Problem("installation_country", explanation, remedy)


def _ended_products(ended: dict[str, date]) -> Iterator[Problem]:
    """One problem for each last day, the earliest first."""
    for day in sorted(set(ended.values())):
        codes = ", ".join(code for code, last in ended.items() if last == day)
        params: dict[str, str | int | float] = {"products": codes, "ended_on": day.isoformat()}
        explanation = Message(_("%(products)s could be registered until %(ended_on)s."), params)
        remedy = Message(_("Leave out %(products)s, or ask your coordinator what replaces it."), params)
        yield Problem("products", explanation, remedy)


def _uncovered(missing: list[str], region: str) -> Problem:
    params: dict[str, str | int | float] = {"products": ", ".join(missing), "region": region}
    explanation = Message(_("No authorisation in force covers %(products)s in %(region)s."), params)
    remedy = Message(
        _("Leave out %(products)s, or ask your coordinator to extend your authorisation."), params
    )
    return Problem("products", explanation, remedy)


def scope(case: Case) -> Finding:
    """Each product is covered, in the region of installation, by an authorisation in force on `case.on`.

    Neither the region nor a product has had its last day by then. `case.on` stays the day of the first submission, so
    an end that comes later leaves a filed registration as it is.
    """
    region, products = case.registration.region, case.registration.products
    if region is None:
        return _without_region(case)
    region_end = _over(region, case.region_ends, case.on)
    if not products and region_end is None:
        unknown = Message(_("Your authorisation is checked once products are chosen."))
        return Finding(Code.SCOPE, Outcome.PENDING, unknown, evidence={"region": region, "missing": []})
    held = [
        authorisation.product
        for authorisation in case.partner.authorisations
        if _in_force(authorisation, case) and covers(authorisation.region, region)
    ]
    overs = {product: _over(product, case.product_ends, case.on) for product in products}
    ended = {product: day for product, day in overs.items() if day is not None}
    missing = [
        product
        for product in products
        if product not in ended and not any(covers(code, product) for code in held)
    ]
    problems = [_ended_region(region, region_end)] if region_end else []
    problems += _ended_products(ended)
    problems += [_uncovered(missing, region)] if missing else []
    evidence: dict[str, object] = {"region": region, "on": case.on.isoformat(), "missing": missing}
    evidence["ended"] = [*([region] if region_end else []), *ended]
    if problems:
        return Finding(Code.SCOPE, Outcome.FAIL, problems[0].explanation, tuple(problems), evidence)
    return Finding(Code.SCOPE, Outcome.PASS, _within(case, region), evidence=evidence)
