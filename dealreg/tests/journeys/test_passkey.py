"""Signing in by a passkey alone, with an authenticator that Chromium plays."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page

from dealreg.tests.journeys.conftest import Browse
from deals.tests import factories as make
from partners.tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = re.compile(r"://[^/]+/$")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_that_was_added_signs_its_person_in(browse: Browse) -> None:
    cache.clear()
    person = make.seller()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    page = browse()
    _plug_in(page)
    page.goto(reverse("account_login"))
    page.locator("input[type=email]").fill(person.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(HOME)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Sign in with it alone, without a password").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/accounts/2fa/**recovery-codes/**")
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.locator("#passkey_login").click()
    page.wait_for_url(HOME)
    assert page.locator(f"text={person.name}").count()


def _plug_in(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
