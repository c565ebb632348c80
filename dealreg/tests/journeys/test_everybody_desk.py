"""Every page of the desk is open to everybody, in light and dark, wide and narrow; the list is the admin's own."""

import pytest
from pytest_django import Settings

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.desk_world import DeskWorld
from dealreg.tests.journeys.everybody import trouble_on
from dealreg.tests.journeys.simulated import Time
from deals.tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.long]
LEAST = 60


def test_everybody_can_use_every_page_of_the_desk(browse: Browse, time: Time, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    time.new_pipeline()
    world = DeskWorld()
    time.set(make.AT.replace(hour=20))
    pages = world.pages()
    assert len(pages) >= LEAST
    found = []
    for person in (world.coordinator, world.manager):
        # The admin's own policy stops axe's styles; the journeys watch that policy.
        browser = browse(person, bypass_csp=True)
        found += trouble_on(browser, [path for who, path in pages if who == person])
    assert found == []
