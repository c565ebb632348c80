"""The end of a session: one key puts it off, and who signs in again is back where the cursor was."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect
from pytest_django import Settings

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time
from deals import drafts
from deals.tests import factories as make
from partners.models import User
from partners.tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller()


def sign_in(page: Page, person: User) -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label("E-mail address").first.fill(person.email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def signed_in(browse: Browse, seller: User) -> Page:
    """A page of somebody who signed in as people do, at a draft's customer."""
    EmailAddress.objects.create(user=seller, email=seller.email, verified=True, primary=True)
    row = drafts.start(by=seller, at=make.AT)
    page = browse()
    page.goto(f"/registrations/{row.reference}/edit/customer/")
    sign_in(page, seller)
    page.wait_for_url("**/edit/customer/")
    page.goto(page.url)
    return page


def test_one_key_extends_a_session_that_is_about_to_end(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    settings.SESSION_COOKIE_AGE = 200
    page: Page = request.getfixturevalue("signed_in")
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    settings.SESSION_COOKIE_AGE = 3600
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.wait_for_function(
        "fetch('/session/').then((answer) => answer.json()).then((told) => told.left > 3000)"
    )


def test_who_signs_in_again_comes_back_to_the_same_field(signed_in: Page, seller: User) -> None:
    signed_in.locator('[name="customer_name"]').press_sequentially("Royal Irrigation")
    expect(signed_in.locator("#save-status")).to_contain_text("Draft saved")
    signed_in.context.clear_cookies(name="sessionid")
    signed_in.locator('[name="installation_city"]').press_sequentially("Bangkok")
    signed_in.get_by_role("link", name="Sign in and go on").click()
    sign_in(signed_in, seller)
    signed_in.wait_for_url("**/edit/customer/#id_installation_city")
    expect(signed_in.locator('[name="installation_city"]')).to_be_focused()
    expect(signed_in.locator('[name="customer_name"]')).to_have_value("Royal Irrigation")
