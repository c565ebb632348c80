"""The main pages are open to everybody: no violation of WCAG 2.2 AA, and no scrolling in two directions."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.everybody import trouble_on
from dealreg.tests.journeys.simulated import Time
from deals.models import Registration
from deals.reports.shelf import FOR_PARTNERS, KINDS
from deals.tests import factories as make
from deals.tests.desk import act_url, review_url
from partners.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller(name="Anan Boonmee")


@pytest.fixture
def in_force(seller: User, time: Time) -> Registration:
    """Approved four weeks ago less some days, so that an update is due."""
    row = make.approved(by=seller)
    time.tick_daily(make.AT + timedelta(days=24))
    return row


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
