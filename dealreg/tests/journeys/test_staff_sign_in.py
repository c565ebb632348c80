"""Signing in at the desk, with the second factor that staff must have."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect
from pytest_django import Settings

from dealreg.tests.journeys.conftest import Browse
from deals.tests.factories import coordinator, world
from partners.tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(page: Page, email: str) -> None:
    page.goto("/admin/")
    page.get_by_label("E-mail address").first.fill(email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_coordinator_enrols_an_authenticator_and_reaches_the_desk(
    browse: Browse, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    world()
    person = coordinator()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    page = browse()
    sign_in(page, person.email)
    page.wait_for_url("**/accounts/2fa/")
    page.goto("/admin/")
    page.wait_for_url("**/accounts/2fa/")
    page.get_by_role("link", name="Set up an app", exact=True).click()
    secret = page.locator("#authenticator_secret").inner_text()
    page.locator('[name="code"]').fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.wait_for_url(lambda url: "activate" not in url)
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/admin/")
