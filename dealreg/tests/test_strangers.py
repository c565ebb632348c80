"""Every page with an id, asked for by people it is not for, with the real ids of somebody else.

The list comes from the URL resolver, so a new page is tried on the day it is born.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from deals import benefits, drafts, letters, saved_views
from deals.benefits import Grant
from deals.models import Outage, Registration
from deals.tests import factories as make
from deals.tests import sheets
from notifications import receipts
from notifications.models import Notice
from partners import sealed
from partners.models import BenefitKind
from partners.tests.factories import CoordinatorFactory, DistributorLinkFactory, PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"<(?:([a-z0-9]+):)?([a-z0-9_]+)>")
ON_BEHALF = ("/confirm/", "/object/", "/hide/", "/show/")  # there for a deal that a distributor registered
# allauth's pages and the end of a digest carry signed tokens, which nobody else can name.
VENDORS = ("/evidence.zip",)  # there for the vendor alone
LIBRARY = ("accounts/", "digest/")


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and PARAMETER.search(route):
            yield route


def own_routes() -> list[str]:
    found = [route for route in routes(get_resolver()) if not route.startswith(LIBRARY)]
    return sorted(route for route in found if not route.startswith(("static", "^")) and "(?P" not in route)


class Somebody:
    """A partner with a registration in force, everything attached to it, and every id there is."""

    def __init__(self) -> None:
        self.owner = make.seller(role="partner-administrator")
        colleague = PersonFactory.create(partner=self.owner.partner)
        self.registration = make.approved(self.owner)
        granted = [Grant(BenefitKind.DEAL_AUTHORISATION)]
        benefits.grant(self.registration, granted, by=make.coordinator(), at=make.AT)
        letters.issue(self.registration, make.AT)
        document = drafts.attach(
            self.registration, ContentFile(b"%PDF-1.4"), title="x.pdf", content_type="application/pdf",
            by=self.owner, at=make.AT,
        )  # fmt: skip
        Outage.objects.create(started_at=make.AT, ended_at=make.AT + timedelta(hours=1), note="Network")
        DistributorLinkFactory.create(
            distributor=PartnerFactory.create(tier="distributor"), partner=self.owner.partner
        )
        make.submitted(self.owner)
        kept = saved_views.keep(
            QueryDict("status=open"), name="Open", shared=True, is_default=False, by=self.owner, at=make.AT
        )
        while receipts.collect(make.AT):
            pass
        self.notice = Notice.objects.filter(person=self.owner).latest("pk")
        self.values: dict[str, Any] = {
            "reference": self.registration.reference,
            "slug": "customer",
            "batch": sheets.checked(sheets.csv_file([sheets.row(1)]), self.owner).code,
            "sha256": document.sha256,
            "person": sealed.key(colleague),
            "view": sealed.key(kept),
            "notice": sealed.key(self.notice),
        }

    def _first(self, app: str, model: str, **where: Any) -> int:
        of_the_desk = {(m._meta.app_label, m._meta.model_name): m for m in admin.site._registry}
        found = of_the_desk.get((app, model), Registration)
        return found._default_manager.filter(**where).values_list("pk", flat=True).first() or 0

    def path(self, route: str) -> str:
        """The path of a route with real ids; an admin route takes the key of a row of its model."""

        def value(match: re.Match[str]) -> str:
            kind, name = match.groups()
            if route.startswith("admin/") and name in ("object_id", "pk"):
                app, model = route.split("/")[1:3]
                if (app, model) == ("deals", "registration"):
                    return str(self.registration.pk)
                return str(self._first(app, model))
            return str(self.values.get(kind if kind in self.values else name, self.notice.pk))

        return "/" + PARAMETER.sub(value, route)


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
    for route in own_routes():
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
    for route in own_routes():
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
    routes_tried = own_routes()
    assert any(route.startswith("registrations/") for route in routes_tried)
    assert any(route.startswith("admin/deals/registration/") for route in routes_tried)


def test_the_same_pages_are_there_for_whom_they_belong_to() -> None:
    somebody = Somebody()
    client = Client()
    client.force_login(somebody.owner)
    missing = []
    for route in own_routes():
        if route.startswith("admin/") or route.endswith(ON_BEHALF + VENDORS):
            continue
        response = client.get(somebody.path(route))
        if response.streaming:
            response.getvalue()
        if response.status_code == 404:
            missing.append(route)
    assert missing == []
