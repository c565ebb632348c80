"""The main pages are open to everybody: no violation of WCAG 2.2 AA, and no scrolling in two directions."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time
from deals.models import Registration
from deals.reports.shelf import FOR_PARTNERS, KINDS
from deals.tests import factories as make
from deals.tests.desk import act_url, review_url
from partners.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    # It would fetch imported style sheets from beside the page instead of from beside the sheet.
    "preload": False,
}
# The dark scheme changes colours alone: what else axe looks for, it has seen in the light of the same width.
OF_COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller(name="Anan Boonmee")


@pytest.fixture
def in_force(seller: User, time: Time) -> Registration:
    """Approved four weeks ago less some days, so that an update is due."""
    row = make.approved(by=seller)
    time.tick_daily(make.AT + timedelta(days=24))
    return row


def trouble_on(page: Page, paths: list[str]) -> list[Any]:
    """What axe finds on the pages in every look, in short."""
    return [trouble for path in paths for trouble in trouble_at(page, path)]


def trouble_at(page: Page, path: str) -> list[Any]:
    page.goto(path)
    return trouble_here(page)


def trouble_here(page: Page) -> list[Any]:
    """What axe finds in every look of the page that is open."""
    found: list[Any] = []
    # A page without its style sheet yet is as wide as it likes.
    page.wait_for_load_state("load")
    for scheme, width in LOOKS:
        # Without motion a change of colours is complete at once.
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        if wide := page.evaluate(TOO_WIDE):
            found.append((page.url, width, f"{wide} px too wide"))
        options = OF_COLOURS if scheme == "dark" else OPTIONS
        for violation in Axe().run(page, options=options).response["violations"]:
            where = [node["target"] for node in violation["nodes"]]
            found.append((page.url, scheme, width, violation["id"], where))
    return found


def test_everybody_can_use_the_portal(browse: Browse, seller: User, in_force: Registration) -> None:
    waiting = make.submitted(by=seller)
    reference = in_force.reference
    paths = [
        reverse("home"),
        reverse("registration-list"),
        reverse("registration-detail", args=[reference]),
        reverse("registration-detail", args=[waiting.reference]),
        reverse("registration-update", args=[reference]),
        reverse("registration-receipt", args=[waiting.reference]),
        reverse("registration-close", args=[reference]),
        reverse("notice-list"),
        reverse("mail-choices"),
        reverse("company"),
        *[f"{reverse('company-reports')}?report={slug}" for slug in FOR_PARTNERS],
        reverse("help"),
    ]
    assert trouble_on(browse(seller), paths) == []


def test_everybody_can_use_the_desk(browse: Browse, time: Time, seller: User, in_force: Registration) -> None:
    time.new_pipeline()
    facts: dict[str, Any] = {"customer_name": in_force.customer_name, "project_name": in_force.project_name}
    rival = make.submitted(at=make.AT + timedelta(days=24), **facts)
    clear = make.submitted(at=make.AT + timedelta(days=24))
    paths = [
        reverse("admin:index"),
        reverse("admin:deals_registration_changelist"),
        review_url(rival),
        act_url(rival, "return"),
        act_url(rival, "approve"),
        review_url(clear),
        act_url(clear, "snooze"),
        reverse("admin:deals_registration_choices"),
        reverse("admin:partners_deputy_changelist"),
        reverse("admin:partners_deputy_add"),
        reverse("admin:partners_partner_changelist"),
        reverse("desk-reports"),
        *[reverse("desk-report", args=[slug]) for slug in KINDS],
    ]
    # The admin's own policy stops axe's styles; the journeys watch that policy.
    assert trouble_on(browse(make.coordinator(), bypass_csp=True), paths) == []


def test_everybody_can_enter(browse: Browse) -> None:
    paths = [reverse("account_login"), reverse("account_reset_password"), reverse("apply")]
    assert trouble_on(browse(), paths) == []
