"""A desk with something on every page, and the address of every page that the admin's own list of routes names."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from deals import review, sweeps
from deals.admin.decide import ACTS
from deals.models import Outage, Registration
from deals.tests import factories as make
from deals.tests.rewards.rewarded import won
from notifications import receipts
from partners import announcements
from partners.models import Partner, User
from partners.tests.factories import ApplicantFactory, ManagerFactory, PartnerFactory

PARAMETER = re.compile(r"<(?:[a-z0-9]+:)?([a-z0-9_]+)>")
# Files, answers to scripts, pages of signing in and out, and those that need what only a run of the clock makes.
NO_PAGE = {
    "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site",
    "app_list", "validation_pipelinesync_asked", "validation_pipelinesync_rows", "validation_salesforcefeed_pull",
}  # fmt: skip


class DeskWorld:
    """One registration in each state that an act asks for, a company that applies, and a line in every journal."""

    def __init__(self) -> None:
        self.coordinator, self.manager = make.coordinator(), ManagerFactory.create()
        seller = make.seller()
        facts: dict[str, Any] = {"customer_name": "Khon Kaen Hospital", "project_name": "Backup"}
        make.submitted(seller, **facts)
        alike = make.submitted(at=make.AT + timedelta(hours=1), **facts)
        approved, rejected = make.approved(seller), make.rejected(seller)
        make.heard(approved, make.AT + timedelta(hours=1))
        review.propose(
            approved,
            "revoke",
            reason="R",
            evidence="E",
            by=make.coordinator(),
            at=make.AT + timedelta(hours=2),
        )
        self.rows = [alike, approved, rejected, make.returned(seller), won()]
        self.applicant: Partner = ApplicantFactory.create()
        self.leaving: Partner = PartnerFactory.create()
        announcements.announce(
            self.leaving, "end", first_day=(make.AT + timedelta(days=30)).date(), by=self.manager, at=make.AT,
            codes=["own-wish"],
        )  # fmt: skip
        Outage.objects.create(started_at=make.AT, ended_at=make.AT + timedelta(hours=1), note="Network")
        sweeps.tick(make.AT + timedelta(hours=2))
        receipts.collect(make.AT + timedelta(hours=2))

    def pages(self) -> list[tuple[User, str]]:
        """Each page with the person who opens it: a coordinator where one may, else the programme manager."""
        found = {}
        for name, route in routes(admin.site.urls[0]):
            for path in () if name in NO_PAGE else self.paths(name, route):
                who = next((who for who in (self.coordinator, self.manager) if opens(who, path)), None)
                if who is not None:
                    found[path] = who
        return [(who, path) for path, who in found.items()]

    def paths(self, name: str, route: str) -> Iterator[str]:
        wanted = PARAMETER.findall(route)
        if name == "deals_registration_decide":
            yield from (
                self._act(slug, row) for slug, act in ACTS.items() for row in self.rows if act.legal(row)
            )
        elif name == "deals_registration_change":
            yield from (reverse(f"admin:{name}", args=[row.pk]) for row in self.rows)
        elif name == "partners_partner_decide":
            yield from (
                reverse(f"admin:{name}", args=[self.applicant.pk, verb]) for verb in ("accept", "refuse")
            )
            partner = self.rows[1].partner
            yield from (
                reverse(f"admin:{name}", args=[partner.pk, verb]) for verb in ("suspend", "move", "end")
            )
            yield reverse(f"admin:{name}", args=[self.leaving.pk, "call-off"])
        elif not wanted:
            yield reverse(f"admin:{name}")
        elif wanted == ["object_id"] and (row := newest(name)) is not None:
            yield reverse(f"admin:{name}", args=[row.pk])

    def _act(self, slug: str, row: Registration) -> str:
        return reverse("admin:deals_registration_decide", args=[row.pk, slug])


def routes(entries: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for entry in entries:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name, route


def newest(name: str) -> Model | None:
    """The newest row of the model that a route is about."""
    app, model = name.split("_")[:2]
    of = {(m._meta.app_label, m._meta.model_name): m for m in admin.site._registry}
    found = of.get((app, model))
    return found._default_manager.order_by("-pk").first() if found else None


def opens(who: User, path: str) -> bool:
    """Whether the path is a page for this person: not elsewhere, not refused, not a file."""
    client = Client()
    client.force_login(who)
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
