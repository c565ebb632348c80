"""Signing in at a company's identity provider, in a browser that holds to the strict policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import Settings

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.everybody import trouble_here
from dealreg.tests.sso.stub import running
from deals.tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = re.compile(r"://[^/]+/$")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_signs_in_at_the_provider_and_confirms_there(
    scripts: bool, browse: Browse, settings: Settings
) -> None:
    cache.clear()
    person = make.seller()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    with running() as provider:
        provider.email = person.email
        provider.claims = {"auth_time": 0}
        settings.OIDC = provider.terms
        page = browse(java_script_enabled=scripts)
        page.goto(reverse("account_login"))
        page.get_by_role("button", name="Sign in with Example ID").click()
        page.wait_for_url(HOME)
        expect(page.get_by_text(person.name).first).to_be_attached()
        page.goto(reverse("mfa_activate_totp"))
        provider.claims = {}
        page.get_by_role("button", name="Confirm at Example ID").click()
        page.wait_for_url("**" + reverse("mfa_activate_totp"))


def test_everybody_can_use_the_pages_of_the_provider(browse: Browse, settings: Settings) -> None:
    cache.clear()
    with running() as provider:
        settings.OIDC = provider.terms
        page = browse()
        page.goto(reverse("account_login"))
        found = trouble_here(page)
        page.get_by_role("button", name="Sign in with Example ID").click()
        page.get_by_role("heading", name="You are not signed in").wait_for()
        assert found + trouble_here(page) == []
