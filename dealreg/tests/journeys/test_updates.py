"""Updates in a real browser: from sign-in to saved in two interactions, and ten of them in one go."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time
from deals.models import Registration, Update
from deals.tests import factories as make
from partners.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEAR = make.AT + timedelta(days=22)


@pytest.fixture
def seller() -> User:
    return make.seller(email="seller@partner.example")


def write(page: Page, row: Registration, sentence: str) -> None:
    line = page.locator(f"#line-{row.reference}")
    line.get_by_label("What is new").fill(sentence)
    line.get_by_label("It is").select_option("contact")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_signing_in_to_a_saved_update_takes_two_interactions(
    scripts: bool, browse: Browse, time: Time, seller: User
) -> None:
    row = make.approved(seller)
    time.set(NEAR)
    page = browse(seller, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Update all of them on one page").click()
    write(page, row, "Met the customer’s team")
    page.get_by_role("button", name="Save updates").click()
    expect(page.get_by_role("heading", name="1 update saved")).to_be_visible()
    assert row.updates.get().counted


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_ten_updates_are_saved_in_one_go(scripts: bool, browse: Browse, time: Time, seller: User) -> None:
    rows = [make.approved(seller) for _number in range(10)]
    time.set(NEAR)
    page = browse(seller, java_script_enabled=scripts)
    page.goto("/updates/")
    for row in rows:
        write(page, row, f"Met the team of {row.customer_name}")
    page.get_by_role("button", name="Save updates").click()
    expect(page.get_by_role("heading", name="10 updates saved")).to_be_visible()
    told = page.locator(".sheet-saved > li")
    expect(told).to_have_count(10)
    expect(told.first).to_contain_text(re.compile("It counts.*The next update is due by", re.DOTALL))
    assert Update.objects.filter(counted=True).count() == 10
