from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.facts import AuthorisationFacts
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
