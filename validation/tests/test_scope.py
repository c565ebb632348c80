from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.facts import AuthorisationFacts, EndFacts
from validation.findings import Outcome
from validation.rules import scope
from validation.tests.cases import TODAY, by_partner, registering

DAY = timedelta(days=1)


def held(region: str = "emea", product: str = "network", **dates: object) -> AuthorisationFacts:
    return replace(AuthorisationFacts(region, product, TODAY, None), **dates)  # type: ignore[arg-type]


@pytest.mark.parametrize("region", ["emea", "emea.nordics"])
@pytest.mark.parametrize("product", ["network", "network.campus"])
def test_an_authorisation_covers_everything_under_its_region_and_product(region: str, product: str) -> None:
    assert scope(by_partner(authorisations=(held(region, product),))).passed


@pytest.mark.parametrize("region", ["apac", "emea.nordics.dk", "em", "emea.nord"])
def test_another_region_or_a_part_of_it_does_not_cover(region: str) -> None:
    assert scope(by_partner(authorisations=(held(region),))).outcome is Outcome.FAIL


@pytest.mark.parametrize("product", ["storage", "network.campus.wifi", "net"])
def test_another_product_or_a_part_of_it_does_not_cover(product: str) -> None:
    assert scope(by_partner(authorisations=(held(product=product),))).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "passes"),
    [
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - 9 * DAY, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_only_an_authorisation_in_force_on_the_day_counts(
    starts_on: object, ends_on: object, passes: bool
) -> None:
    assert scope(by_partner(authorisations=(held(starts_on=starts_on, ends_on=ends_on),))).passed == passes


def test_it_names_every_product_that_is_not_covered() -> None:
    finding = scope(registering(products=("storage.flash", "network.campus", "power")))
    (problem,) = finding.problems
    assert (problem.field, finding.evidence["missing"]) == ("products", ["storage.flash", "power"])
    assert problem.explanation.params == {"products": "storage.flash, power", "region": "emea.nordics"}


def test_a_place_outside_every_region_fails_at_the_place() -> None:
    finding = scope(registering(region=None))
    assert (finding.outcome, finding.problems[0].field) == (Outcome.FAIL, "installation_country")


@pytest.mark.parametrize("changes", [{"region": None, "installation_country": ""}, {"products": ()}])
def test_it_cannot_be_known_before_place_and_products_are_chosen(changes: dict[str, object]) -> None:
    finding = scope(registering(**changes))
    assert (finding.outcome, finding.problems) == (Outcome.PENDING, ())


def ended(product: str = "", region: str = "", last: date = TODAY - DAY) -> list[str]:
    """The fields at which a case is refused when a product line or region has had its last day."""
    products = (EndFacts(product, last),) if product else ()
    regions = (EndFacts(region, last),) if region else ()
    finding = scope(replace(registering(), product_ends=products, region_ends=regions))
    return [problem.field for problem in finding.problems]


@pytest.mark.parametrize("product", ["network", "network.campus"])
def test_a_product_line_is_refused_after_its_last_day_or_that_of_a_line_above_it(product: str) -> None:
    assert ended(product=product) == ["products"]


@pytest.mark.parametrize("region", ["emea", "emea.nordics"])
def test_a_place_is_refused_after_the_last_day_of_its_region_or_of_one_above_it(region: str) -> None:
    assert ended(region=region) == ["installation_country"]


@pytest.mark.parametrize("code", ["network.campus.wifi", "net", "storage"])
def test_the_end_of_another_line_or_of_a_part_refuses_nothing(code: str) -> None:
    assert ended(product=code) == []


@pytest.mark.parametrize("last", [TODAY, TODAY + DAY])
def test_a_product_line_may_be_registered_on_its_last_day(last: date) -> None:
    assert ended(product="network.campus", last=last) == []


def test_an_end_names_the_day_and_the_remedy() -> None:
    case = replace(registering(), product_ends=(EndFacts("network", TODAY - DAY),))
    (problem,) = scope(case).problems
    assert str(problem.explanation) == "network.campus could be registered until 2027-02-28."
    assert str(problem.remedy) == "Leave out network.campus, or ask your coordinator what replaces it."


def test_lines_that_ended_on_different_days_are_told_apart_from_those_without_authorisation() -> None:
    products = ("network.campus", "network.core", "power")
    ends = (EndFacts("network.campus", TODAY - DAY), EndFacts("network.core", TODAY - 9 * DAY))
    finding = scope(replace(registering(products=products), product_ends=ends))
    named = [problem.explanation.params["products"] for problem in finding.problems]
    assert named == ["network.core", "network.campus", "power"]


def test_a_place_whose_region_ended_is_told_before_products_are_chosen() -> None:
    case = replace(registering(products=()), region_ends=(EndFacts("emea", TODAY - DAY),))
    assert [problem.field for problem in scope(case).problems] == ["installation_country"]


def test_a_deal_within_the_scope_is_told_the_first_of_its_last_days() -> None:
    ends = (EndFacts("network", TODAY + 9 * DAY), EndFacts("storage", TODAY + DAY))
    case = replace(registering(), product_ends=ends, region_ends=(EndFacts("emea", TODAY + 5 * DAY),))
    finding = scope(case)
    assert (finding.passed, finding.explanation.params) == (True, {"last_on": "2027-03-06"})


authorisations = st.lists(
    st.builds(
        AuthorisationFacts,
        st.sampled_from(["emea", "emea.nordics", "apac"]),
        st.sampled_from(["network", "network.campus", "storage", "storage.flash"]),
        st.sampled_from([TODAY - DAY, TODAY, TODAY + DAY]),
        st.sampled_from([None, TODAY - DAY, TODAY, TODAY + DAY]),
    ),
    max_size=4,
)


@given(
    fewer=authorisations,
    more=authorisations,
    products=st.sets(st.sampled_from(["network.campus", "storage.flash"]), min_size=1),
)
def test_another_authorisation_never_narrows_the_scope(
    fewer: list[AuthorisationFacts], more: list[AuthorisationFacts], products: set[str]
) -> None:
    case = registering(products=tuple(sorted(products)))

    def missing(authorisations: list[AuthorisationFacts]) -> set[str]:
        partner = replace(case.partner, authorisations=tuple(authorisations))
        return set(scope(replace(case, partner=partner)).evidence["missing"])  # type: ignore[call-overload]

    assert missing(fewer + more) == missing(fewer) & missing(more)
