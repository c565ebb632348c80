"""A later first day at the desk: given, shown, called off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners import announcements
from partners.clock import now
from partners.models import Announcement, Partner
from partners.tests.factories import CoordinatorFactory, ManagerFactory, PartnerFactory
from partners.working_time import local_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Settings) -> Client:
    settings.STAFF_SECOND_FACTOR = False
    client = Client()
    client.force_login(CoordinatorFactory.create())
    return client


def url(partner: Partner, verb: str) -> str:
    return reverse("admin:partners_partner_decide", args=[partner.pk, verb])


def announced(partner: Partner) -> Announcement:
    return announcements.announce(
        partner, "end", first_day=announcements.earliest_day(partner, now()), by=ManagerFactory.create(),
        at=now(), codes=["own-wish"], reason="Leaves with the year",
    )  # fmt: skip


def test_a_decision_with_a_later_day_is_announced_and_changes_nothing_yet(desk: Client) -> None:
    partner = PartnerFactory.create()
    day = announcements.earliest_day(partner, now()) + timedelta(days=9)
    desk.post(url(partner, "suspend"), {"codes": ["review"], "first_day": day.isoformat()})
    partner.refresh_from_db()
    assert partner.status == Partner.Status.ACTIVE
    assert partner.announcements.get().first_day == day


def test_a_day_that_has_begun_is_refused_at_its_field(desk: Client) -> None:
    partner = PartnerFactory.create()
    today = local_day(now(), partner.region.zone)
    answer = desk.post(url(partner, "end"), {"codes": ["own-wish"], "first_day": today.isoformat()})
    assert (answer.status_code, "first_day" in answer.context["form"].errors) == (422, True)


def test_the_page_of_the_company_tells_what_is_announced_and_offers_to_call_it_off(desk: Client) -> None:
    partner = PartnerFactory.create()
    announced(partner)
    page = desk.get(reverse("admin:partners_partner_change", args=[partner.pk])).content.decode()
    assert "Leaves with the year" in page
    assert url(partner, "call-off") in page


def test_it_is_called_off_with_a_reason(desk: Client) -> None:
    partner = PartnerFactory.create()
    row = announced(partner)
    assert desk.post(url(partner, "call-off"), {"reason": "No"}).status_code == 422
    desk.post(url(partner, "call-off"), {"codes": ["own-wish"], "reason": "It stays"})
    row.refresh_from_db()
    assert row.outcome == Announcement.Outcome.CALLED_OFF


def test_without_an_announcement_there_is_nothing_to_call_off(desk: Client) -> None:
    assert desk.get(url(PartnerFactory.create(), "call-off")).status_code == 404
