"""The portal as a person of a partner uses it."""

import re
from typing import Any

from django.core.mail import EmailMessage
from playwright.sync_api import Locator, Page, expect

from deals.models import Registration

TASKS = ("customer", "project", "products", "decision-chain", "timeline")


def fill(page: Page, **values: Any) -> None:
    """Fill in fields by their names."""
    for name, value in values.items():
        field: Locator = page.locator(f'main [name="{name}"]:not([type="hidden"])')
        if value is True:
            field.check()
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def press(page: Page, words: str) -> None:
    """Press the button with these words and wait for the page it leads to."""
    page.get_by_role("button", name=words, exact=True).click()


def draft(page: Page, answers: dict[str, dict[str, Any]]) -> str:
    """Write a registration task by task; its reference."""
    page.goto("/")
    page.get_by_role("link", name="Register a deal").first.click()
    press(page, "Start the registration")
    page.wait_for_url("**/edit/")
    reference = page.url.split("/")[-3]
    page.locator(".task-list a").first.click()
    for task in TASKS:
        page.wait_for_url(f"**/edit/{task}/")
        fill(page, **answers[task])
        press(page, "Continue")
    page.wait_for_url("**/edit/documents/")
    press(page, "Continue")
    page.wait_for_url("**/check/")
    return reference


def submit(page: Page, button: str = "Submit registration") -> None:
    fill(page, attested_true=True, attested_shared=True)
    press(page, button)
    page.wait_for_url("**/receipt/")
    expect(page.get_by_role("heading", name="Registration submitted")).to_be_visible()


def open_registration(page: Page, row: Registration) -> None:
    page.goto(f"/registrations/{row.reference}/")


def open_link(page: Page, message: EmailMessage) -> None:
    """Open the one link of a letter into the portal."""
    found = re.search(r"https?://\S+/registrations/\S+", str(message.body))
    assert found, message.body
    page.goto(found[0])


def expect_status(page: Page, row: Registration, words: str) -> None:
    open_registration(page, row)
    expect(page.locator(".page-kicker")).to_contain_text(words)
