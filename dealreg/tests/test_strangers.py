"""Every page with an id, asked for by people it is not for, with the real ids of somebody else.

The list comes from the URL resolver, so a new page is tried on the day it is born.
"""

from typing import Any

import pytest
from django.test import Client

from dealreg.tests.somebody import Somebody, routes_with_an_id
from deals.models import Registration
from deals.tests import factories as make
from partners.tests.factories import CoordinatorFactory, PartnerFactory

pytestmark = pytest.mark.django_db

ON_BEHALF = ("/confirm/", "/object/", "/hide/", "/show/")  # there for a deal that a distributor registered
VENDORS = ("/evidence.zip",)  # there for the vendor alone


def refused(response: Any) -> bool:
    """Not found, not allowed by method, or sent to the sign-in page: no word about the thing asked for."""
    if response.status_code == 302:
        return "/login" in response["Location"]
    return response.status_code in (404, 405)


@pytest.mark.parametrize("asker", ["another partner", "nobody", "a distributor that does not serve it"])
def test_a_page_with_an_id_is_not_there_for_strangers(asker: str) -> None:
    somebody = Somebody()
    client = Client()
    if asker == "another partner":
        client.force_login(make.seller(role="partner-administrator"))
    elif asker != "nobody":
        client.force_login(make.seller(PartnerFactory.create(tier="distributor")))
    shown = []
    for route in routes_with_an_id():
        path = somebody.path(route)
        for method in (client.get, client.post):
            response = method(path)
            if not refused(response):
                shown.append((method.__name__, route, response.status_code))
    assert shown == []


def test_a_page_of_a_registration_is_not_there_for_a_coordinator_of_another_region(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    somebody = Somebody()
    client = Client()
    client.force_login(CoordinatorFactory.create(region_codes=["emea"]))
    before = Registration.objects.get(pk=somebody.registration.pk).version
    shown = []
    for route in routes_with_an_id():
        if "<str:reference>" not in route and not route.startswith("admin/deals/registration/"):
            continue
        for method in (client.get, client.post):
            response = method(somebody.path(route))
            if response.status_code == 200 or (
                response.status_code == 302 and "/admin/" not in response["Location"]
            ):
                shown.append((method.__name__, route, response.status_code))
    assert shown == []
    assert Registration.objects.get(pk=somebody.registration.pk).version == before


def test_the_pages_tried_are_those_of_the_portal_and_the_desk() -> None:
    routes_tried = routes_with_an_id()
    assert any(route.startswith("registrations/") for route in routes_tried)
    assert any(route.startswith("admin/deals/registration/") for route in routes_tried)


def test_the_same_pages_are_there_for_whom_they_belong_to() -> None:
    somebody = Somebody()
    client = Client()
    client.force_login(somebody.owner)
    missing = []
    for route in routes_with_an_id():
        if route.startswith("admin/") or route.endswith(ON_BEHALF + VENDORS):
            continue
        response = client.get(somebody.path(route))
        if response.streaming:
            response.getvalue()
        if response.status_code == 404:
            missing.append(route)
    assert missing == []
