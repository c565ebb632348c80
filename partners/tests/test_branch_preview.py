"""What is told before a branch is opened anew: who loses, who gains, and what hangs on a region."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from partners import branches
from partners.models import Authorisation
from partners.tests.factories import (
    AuthorisationFactory,
    CoordinatorFactory,
    PolicyFactory,
    ProductLineFactory,
    RegionCountryFactory,
    RegionFactory,
)
from partners.tests.tree_desk import lines

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 3, tzinfo=UTC)


def authorised(code: str, **dates: Any) -> Authorisation:
    return AuthorisationFactory.create(product_line=ProductLineFactory.create(code=code), **dates)


def test_authorisations_are_parted_by_what_they_cover() -> None:
    flash, *_more = lines("it.storage.flash", "it.storage.flash.fast", "it.storage", "it.cloud", "it")
    losing = {authorised("it.storage"), authorised("it.storage.flash"), authorised("it.storage.flash.fast")}
    gaining, keeping, _other = authorised("it.cloud"), authorised("it"), authorised("power")
    found = branches.look(flash, "it.cloud", AT)
    assert (set(found.losing), found.gaining, found.keeping) == (losing, (gaining,), (keeping,))
    assert found.widens_or_narrows


def test_an_authorisation_that_ended_has_nothing_to_lose() -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    authorised("storage", ends_on=date(2026, 12, 31))
    found = branches.look(flash, "cloud", AT)
    assert (found.losing, found.widens_or_narrows) == ((), False)


@pytest.mark.parametrize(("parent", "other"), [("cloud", True), ("", True), ("storage.fast", False)])
def test_another_family_is_told(parent: str, other: bool) -> None:
    flash, *_more = lines("storage.disk.flash", "storage.disk", "storage.fast", "storage", "cloud")
    assert branches.look(flash, parent, AT).other_family is other


def test_of_a_region_policy_coordinators_and_countries_are_told() -> None:
    PolicyFactory.create()
    here, there = CoordinatorFactory.create(), CoordinatorFactory.create(region_codes=["emea"])
    PolicyFactory.create(region=RegionFactory.create(code="emea"))
    RegionCountryFactory.create(region=RegionFactory.create(code="apac.th"))
    found = branches.look(RegionFactory.create(code="apac.th"), "emea", AT)
    assert (found.coordinators, found.coordinators_there) == ((here,), (there,))
    assert found.countries == ("Thailand",)
    assert found.policy != found.policy_there
