"""The life of one registration for its three users: partner, coordinator and clock, through a real browser."""

from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from dealreg.tests.journeys import desk, portal
from dealreg.tests.journeys.answers import answers
from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time, letter
from deals import invariants as of_deals
from deals.models import Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from notifications import invariants as of_notices
from partners.clock import now
from partners.models import User
from partners.tests.factories import CoordinatorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def seller() -> User:
    return make.seller(email="seller@partner.example")


@pytest.fixture
def coordinator() -> User:
    return CoordinatorFactory.create(name="Noor Coordinator")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_registration_lives_its_whole_life(
    scripts: bool, browse: Browse, time: Time, seller: User, coordinator: User
) -> None:
    partner = browse(seller, java_script_enabled=scripts)
    vendor = browse(coordinator)
    rival_seller = make.seller(email="rival@other.example")
    row = the_partner_submits(partner)
    it_is_returned_and_answered(partner, vendor, time, row, seller)
    it_is_approved(partner, vendor, time, row, seller)
    it_is_updated_through_a_reminder(partner, time, row, seller)
    it_lapses_when_the_warnings_are_ignored(partner, time, row, seller)
    it_is_reinstated_within_the_grace(partner, vendor, time, row, seller)
    a_rival_is_refused(browse(rival_seller, java_script_enabled=scripts), vendor, time, row)
    it_gets_more_time(partner, vendor, time, row, seller)
    it_expires_after_notice(partner, time, row, seller)
    for name, check in {**of_deals.CHECKS, **of_notices.CHECKS}.items():
        assert list(check(now())) == [], name


def the_partner_submits(page: Page) -> Registration:
    reference = portal.draft(page, answers(now().date()))
    portal.submit(page)
    row = Registration.objects.get(reference=reference)
    expect(page.locator("main")).to_contain_text(row.reference)
    assert row.status == Status.SUBMITTED
    return row


def it_is_returned_and_answered(
    page: Page, vendor: Page, time: Time, row: Registration, seller: User
) -> None:
    desk.open_case(vendor, row)
    desk.begin(vendor, "Return")
    vendor.locator('input[name="codes"][value="budget-unconfirmed"]').check()
    vendor.get_by_label("Added words (optional)").fill("The customer's plan names another amount.")
    desk.decide(vendor, "Return", "Returned.")
    time.tick()
    portal.open_link(page, letter(seller.email, "Registration returned to you"))
    expect(page.locator("main")).to_contain_text("The customer's plan names another amount.")
    page.get_by_role("link", name="Answer", exact=True).click()
    page.locator(".task-list a").first.click()
    portal.fill(page, budget="260,000.00")
    portal.press(page, "Save and go to the tasks")
    page.wait_for_url("**/answer/")
    page.get_by_role("link", name="Check your answers").click()
    portal.submit(page, "Submit the answer")


def it_is_approved(page: Page, vendor: Page, time: Time, row: Registration, seller: User) -> None:
    desk.open_case(vendor, row)
    desk.verify(vendor)
    desk.begin(vendor, "Approve")
    vendor.locator('[name="price-granted"]').check()
    vendor.locator('[name="price-percent"]').fill("7.5")
    desk.decide(vendor, "Approve", "Approved.")
    time.tick()
    portal.open_link(page, letter(seller.email, "Registration approved"))
    expect(page.locator(".page-kicker")).to_contain_text("Approved")


def it_is_updated_through_a_reminder(page: Page, time: Time, row: Registration, seller: User) -> None:
    time.tick_daily(now() + timedelta(days=15))
    before = fresh(row)
    portal.open_link(page, letter(seller.email, "Update due by"))
    expect(page.get_by_role("button", name="Save update")).to_be_visible()
    assert fresh(row).version == before.version
    portal.fill(page, contact_on=f"{now().astimezone(row.zone):%Y-%m-%d}")
    portal.press(page, "Save update")
    page.wait_for_url(f"**/{row.reference}/")
    after = fresh(row)
    assert after.update_due_at is not None
    assert before.update_due_at is not None
    assert after.update_due_at > before.update_due_at


def it_lapses_when_the_warnings_are_ignored(page: Page, time: Time, row: Registration, seller: User) -> None:
    due = fresh(row).update_due_at
    assert due is not None
    time.tick_daily(due - MINUTE)
    portal.expect_status(page, row, "Approved")
    time.tick(due + MINUTE)
    assert letter(seller.email, "Registration lapsed")
    portal.expect_status(page, row, "Lapsed")


def it_is_reinstated_within_the_grace(
    page: Page, vendor: Page, time: Time, row: Registration, seller: User
) -> None:
    time.tick(now() + timedelta(days=3))
    portal.open_registration(page, row)
    page.get_by_role("link", name="Reinstate").click()
    portal.press(page, "Ask to reinstate")
    page.wait_for_url(f"**/{row.reference}/")
    time.new_pipeline()
    desk.open_case(vendor, row)
    expect(vendor.locator("main")).to_contain_text("Reinstatement asked for")
    desk.begin(vendor, "Reinstate")
    desk.decide(vendor, "Reinstate", "In force again.")
    time.tick()
    assert letter(seller.email, "Registration in force again")
    portal.expect_status(page, row, "Approved")


def a_rival_is_refused(page: Page, vendor: Page, time: Time, row: Registration) -> None:
    """A second partner's claim of the same opportunity may be submitted, yet not approved."""
    rival = the_partner_submits(page)
    desk.open_case(vendor, rival)
    expect(vendor.get_by_role("region", name="Table of candidates")).to_contain_text(row.reference)
    desk.verify(vendor)
    desk.judge_the_same(vendor)
    desk.begin(vendor, "Approve")
    vendor.get_by_role("button", name="Approve", exact=True).click()
    expect(vendor.get_by_role("alert")).to_contain_text("The only registration")
    assert fresh(rival).status == Status.SUBMITTED


def it_gets_more_time(page: Page, vendor: Page, time: Time, row: Registration, seller: User) -> None:
    before = kept_up(row, time, weeks_left=4)
    portal.open_registration(page, row)
    page.get_by_role("link", name="Extend").click()
    day = before + timedelta(days=30)
    portal.fill(page, close_on=f"{day:%Y-%m-%d}", reason="The tender was postponed.")
    portal.press(page, "Ask for more time")
    page.wait_for_url(f"**/{row.reference}/")
    desk.open_case(vendor, row)
    expect(vendor.locator("main")).to_contain_text("The tender was postponed.")
    desk.begin(vendor, "Extend")
    vendor.get_by_label("Answer").fill("Tender notice seen.")
    desk.decide(vendor, "Extend", "Extended.")
    time.tick()
    assert letter(seller.email, "Valid until")
    after = fresh(row).expires_at
    assert after is not None
    assert after > before


def it_expires_after_notice(page: Page, time: Time, row: Registration, seller: User) -> None:
    end = kept_up(row, time, weeks_left=1)
    notice = expiry_notice(seller)
    portal.open_link(page, notice)
    expect(page.locator(".page-kicker")).to_contain_text("Approved")
    time.tick_daily(end + MINUTE)
    assert letter(seller.email, "Registration expired")
    portal.expect_status(page, row, "Expired")


def expiry_notice(seller: User) -> EmailMessage:
    return letter(seller.email, ": what to do")


def kept_up(row: Registration, time: Time, *, weeks_left: int) -> datetime:
    """Updated every two weeks until few weeks of the validity are left; its end."""
    end = fresh(row).expires_at
    assert end is not None
    while now() < end - timedelta(weeks=weeks_left + 2):
        time.tick(now() + timedelta(weeks=2))
        make.updated(fresh(row), now())
    time.tick(end - timedelta(weeks=weeks_left))
    make.updated(fresh(row), now())
    time.tick()
    return end
