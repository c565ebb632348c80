"""A clear-cut case at the desk: few interactions, little time of the pages, with the mouse or the keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.simulated import Time
from deals import sweeps
from deals.models import Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests.desk import review_url
from partners.models import User
from partners.tests.factories import CoordinatorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_INTERACTIONS = 3
# Counts what a person does on the pages: what is pressed, by mouse or by key, and fields that are filled in.
COUNTER = """
    const add = (what) => sessionStorage.setItem(what, Number(sessionStorage.getItem(what) || 0) + 1);
    addEventListener("click", (event) => { if (event.isTrusted) add("done"); }, true);
    addEventListener("change", () => add("done"), true);
    addEventListener("pointerdown", () => add("pointed"), true);
    addEventListener("keydown", () => add("keyed"), true);
"""


@pytest.fixture
def case(time: Time) -> Registration:
    row = make.submitted()
    sweeps.tick(make.AT + timedelta(minutes=1))
    time.set(make.AT + timedelta(hours=2))
    return row


def counted(page: Page, what: str) -> int:
    return int(page.evaluate("what => sessionStorage.getItem(what) || 0", what))


def status_of(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).status


def decided(page: Page, row: Registration) -> None:
    expect(page.locator(".messagelist")).to_contain_text("Approved.")
    assert status_of(row) == Status.APPROVED


def test_it_is_decided_in_three_interactions(browse: Browse, case: Registration) -> None:
    page = browse(make.coordinator())
    page.add_init_script(COUNTER)
    page.goto("/admin/deals/registration/")
    page.get_by_role("link", name=case.customer_name).click()
    page.wait_for_url(f"**{review_url(case)}")
    page.get_by_label("Confirm the facts without a verdict by this source").fill("Call with the customer")
    page.get_by_role("button", name="Confirm the facts and approve").click()
    decided(page, case)
    assert 0 < counted(page, "pointed") <= counted(page, "done") <= MOST_INTERACTIONS


def test_it_is_decided_in_three_interactions_with_the_keyboard_alone(
    browse: Browse, case: Registration
) -> None:
    coordinator: User = CoordinatorFactory.create(shortcuts=True)
    page = browse(coordinator)
    page.add_init_script(COUNTER)
    page.goto("/admin/deals/registration/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=case.customer_name)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{review_url(case)}")
    page.keyboard.press("a")
    page.keyboard.type("Call with the customer")
    page.keyboard.press("Enter")
    decided(page, case)
    assert 0 < counted(page, "done") <= MOST_INTERACTIONS
    assert (counted(page, "pointed"), counted(page, "keyed") > 0) == (0, True)


def test_it_is_decided_by_tab_and_enter_without_shortcuts(browse: Browse, case: Registration) -> None:
    page = browse(make.coordinator())
    page.goto(review_url(case))
    page.keyboard.press("a")
    source = page.get_by_label("Confirm the facts without a verdict by this source")
    expect(source).not_to_be_focused()
    for _press in range(80):
        page.keyboard.press("Tab")
        if source.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Call with the customer")
    page.keyboard.press("Enter")
    decided(page, case)


def test_the_help_lists_the_shortcuts_and_closes_by_escape(browse: Browse, case: Registration) -> None:
    page = browse(make.coordinator())
    page.goto("/admin/deals/registration/")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_contain_text("Approve")
    page.keyboard.press("Escape")
    expect(help_).not_to_be_visible()


def test_the_letter_is_read_before_it_is_sent(browse: Browse, case: Registration) -> None:
    page = browse(make.coordinator())
    page.goto(review_url(case))
    page.get_by_role("group", name="Decisions").get_by_role("link", name="Return", exact=True).click()
    page.locator('input[name="codes"][value="budget-unconfirmed"]').check()
    page.get_by_label("Added words (optional)").fill("The plan names another amount.")
    page.get_by_role("button", name="Read the letter first").click()
    letter = page.get_by_role("region", name="The letter, as the partner will read it")
    expect(letter).to_contain_text("The plan names another amount.")
    assert status_of(case) == Status.SUBMITTED
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Returned.")
