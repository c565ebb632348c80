"""Takes the two pictures of the README from a running, prepared demo.

    .ci/pictures.py ADDRESS PASSWORD

Started with STAFF_SECOND_FACTOR=0, the demo opens the desk after the password alone.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = ViewportSize(width=1280, height=850)
PARTNER = "arjun@merlion.example"
COORDINATOR = "coordinator.asia@vendor.example"
CUSTOMER = "Siam Orchid Hospital"


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator('[name="login"]').fill(email)
    page.locator('[name="password"]').fill(password)
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def main(address: str, password: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, email in (("home", PARTNER), ("review", COORDINATOR)):
            page = browser.new_page(base_url=address, viewport=SIZE, color_scheme="light", locale="en-GB")
            sign_in(page, email, password)
            if name == "review":
                page.goto(f"/admin/deals/registration/?q={CUSTOMER}")
                page.locator("#result_list tbody a").first.click()
            else:
                # A second look, without the greeting of the sign-in.
                page.goto("/")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
