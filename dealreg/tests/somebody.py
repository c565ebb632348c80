"""A partner with one of everything, and the paths of all pages with its real ids."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.files.base import ContentFile
from django.http import QueryDict
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
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory

PARAMETER = re.compile(r"<(?:([a-z0-9]+):)?([a-z0-9_]+)>")
# allauth's pages and the end of a digest carry signed tokens, which nobody else can name.
LIBRARY = ("accounts/", "digest/")


def own_routes() -> list[str]:
    """The route of every page of the house, as the URL resolver has it: a new page is among them by itself."""
    found = [route for route in _routes(get_resolver()) if not route.startswith(LIBRARY)]
    return sorted(route for route in found if not route.startswith(("static", "^")) and "(?P" not in route)


def routes_with_an_id() -> list[str]:
    return [route for route in own_routes() if PARAMETER.search(route)]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


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
