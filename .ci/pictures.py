"""Takes the pictures of the README and of the coordinator's guide from a running, prepared demo.

    .ci/pictures.py ADDRESS PASSWORD

Started with STAFF_SECOND_FACTOR=0, the demo opens the desk after the password alone. Cases of it are decided on the
way, a company applies, and last days are announced: take the pictures from a demo of their own. Pillow, which the
portal itself does not need, makes them small.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = ViewportSize(width=1280, height=850)
COLOURS = 256
PARTNER, COMPANY = "arjun@merlion.example", "Merlion"
COORDINATOR, SECOND = "coordinator.asia@vendor.example", "second.asia@vendor.example"
COORDINATORS = (COORDINATOR, "coordinator.emea@vendor.example", "coordinator.latam@vendor.example")
CUSTOMER = "Siam Orchid Hospital"
QUEUE = "/admin/deals/registration/"
CLEAR = "#clear-title"
SOURCE = "Call with the customer's head of IT on Monday"
MANAGER = "manager@vendor.example"
# A company that may be one of the demo's, or belong to it.
APPLICANT = {
    "company": "Merlion Integrators (Thailand) Co., Ltd.",
    "country": "TH",
    "register_number": "0105560012345",
    "domain": "merlion.example",
    "about": "Storage and backup for hospitals in Bangkok.",
    "name": "Somsri Application",
    "email": "somsri@merlion-th.example",
    "password1": "a-password-for-one-picture",
    "password2": "a-password-for-one-picture",
}
LAST_DAY_IN = timedelta(days=90)
LIST_PICTURES = {"productline": "guide-products", "region": "guide-regions"}


class Album:
    """Signs people in and takes pictures of what they see."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self.browser, self.address, self.password = browser, address, password

    def page(self) -> Page:
        return self.browser.new_page(
            base_url=self.address,
            viewport=SIZE,
            color_scheme="light",
            locale="en-GB",
            reduced_motion="reduce",
        )

    @contextmanager
    def seen_by(self, email: str) -> Iterator[Page]:
        page = self.page()
        page.goto("/accounts/login/")
        page.locator('[name="login"]').fill(email)
        page.locator('[name="password"]').fill(self.password)
        page.locator('main form button[type="submit"]').first.click()
        page.wait_for_url(lambda url: "/accounts/" not in url)
        yield page
        page.close()

    def take(self, shown: Page | Locator, name: str) -> None:
        """A palette is enough for a screen, at a third of the size."""
        path = IMAGES / f"{name}.png"
        if isinstance(shown, Page):
            shown.wait_for_load_state("networkidle")
        shown.screenshot(path=path)
        whole = Image.open(path).convert("RGB")
        # The means keep the few colours of the mark that cover next to nothing.
        small = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        small.save(path, optimize=True)


def readme(album: Album) -> None:
    with album.seen_by(PARTNER) as page:
        # A second look, without the greeting of the sign-in.
        page.goto("/")
        album.take(page, "home")
    with album.seen_by(COORDINATOR) as page:
        page.goto(f"{QUEUE}?q={CUSTOMER}")
        page.locator("#result_list tbody a.title").first.click()
        album.take(page, "review")
        album.take(page.locator("section[aria-labelledby='compare-title']"), "guide-candidates")


def clear_cut(page: Page) -> str:
    """The address of the first case of the company that waits with nothing in its way."""
    page.goto(f"{QUEUE}?waits=decision&q={COMPANY}")
    addresses = [link.get_attribute("href") or "" for link in page.locator("#result_list a.title").all()]
    for address in addresses:
        page.goto(address)
        if page.locator(CLEAR).count():
            return address
    raise SystemExit(f"No case of {COMPANY} is clear-cut: prepare the demo anew.")


def decision(album: Album) -> None:
    """From the queue to an approval with its benefits and letter."""
    with album.seen_by(COORDINATOR) as page:
        page.goto(QUEUE)
        album.take(page, "guide-queue")
        case = clear_cut(page)
        album.take(page, "guide-case")
        panel = page.locator("section.clear-cut")
        panel.locator("input[name='source']").fill(SOURCE)
        panel.locator("summary").click()
        album.take(panel, "guide-benefits")
        panel.locator("button[name='preview']").click()
        album.take(page.locator("section[aria-labelledby='letter-title']"), "guide-letter-preview")
        page.locator("main, #content").locator("form.verb-form button.button-approve").click()
        page.locator(".messagelist").wait_for()
        page.goto(case)
        album.take(page, "guide-in-force")


def letter(album: Album) -> None:
    with album.seen_by(PARTNER) as page:
        page.goto("/registrations/?status=approved&sort=-submitted_at")
        page.locator("main table tbody th a, main table tbody a").first.click()
        album.take(page, "guide-partner")
        page.goto("/check/")
        album.take(page, "guide-letter-check")


def waiting(album: Album, wait: str, picture: str) -> None:
    """The first case that waits in this way, in whoever's region."""
    for coordinator in COORDINATORS:
        with album.seen_by(coordinator) as page:
            page.goto(f"{QUEUE}?waits={wait}")
            if not page.locator("#result_list a.title").count():
                continue
            page.locator("#result_list a.title").first.click()
            page.locator(".desk-grid").wait_for()
            album.take(page, picture)
            return
    raise SystemExit(f"No case waits for “{wait}”: prepare the demo anew.")


def revocation(album: Album) -> None:
    """Two persons end it after the partner replied: one proposes with evidence, another sees both and revokes."""
    with album.seen_by(COORDINATOR) as page:
        page.goto(f"{QUEUE}?waits=hearing")
        page.locator("#result_list a.title").first.click()
        page.locator(".desk-grid").wait_for()
        case = page.url
        page.get_by_role("group", name="Decisions").get_by_role("link", name="Propose revocation").click()
        page.locator("[name='reason']").fill("The customer says that it never asked for an offer.")
        page.locator("[name='evidence']").fill(
            "Mail of the customer's purchasing office, kept with the case."
        )
        album.take(page, "guide-propose-revocation")
        page.locator("form.verb-form .verb-actions button").first.click()
        page.locator(".messagelist").wait_for()
    with album.seen_by(SECOND) as page:
        page.goto(case)
        album.take(page, "guide-second-person")


def companies(album: Album) -> None:
    """A company applies that may be one of the partners; the coordinator looks at both."""
    page = album.page()
    page.goto("/apply/")
    for name, said in APPLICANT.items():
        answer = page.locator(f'main [name="{name}"]')
        if name == "country":
            answer.select_option(said)
        else:
            answer.fill(said)
    page.get_by_role("button", name="Send the application").click()
    page.wait_for_url("**/confirm-email/")
    page.close()
    with album.seen_by(COORDINATOR) as page:
        opened(page, "partner", APPLICANT["company"])
        page.get_by_role("link", name="Accept", exact=True).click()
        album.take(page, "guide-application")
        page.locator("section[aria-labelledby='alike'] tbody a").click()
        album.take(page, "guide-company-card")


def opened(page: Page, model: str, name: str) -> None:
    """The page of a row of the desk, found by its name in the list."""
    page.goto(f"/admin/partners/{model}/")
    # In a tree its level is said before it, to screen readers alone.
    named = re.compile(rf"(^|:)\s*{re.escape(name)}\s*$")
    page.locator("#result_list tbody a").filter(has_text=named).first.click()


def trees(album: Album) -> None:
    """A product line and a region that have a last day, in the lists that tell it."""
    with album.seen_by(MANAGER) as page:
        for model, name, reason in (
            ("productline", "Data centre switches", "Replaced by the next generation"),
            ("region", "Africa", "Served from Europe from then on"),
        ):
            opened(page, model, name)
            page.locator(".object-tools").get_by_role("link", name="Last day").click()
            page.locator("[name='last_day']").fill((datetime.now(UTC).date() + LAST_DAY_IN).isoformat())
            page.locator("[name='reason']").fill(reason)
            if model == "productline":
                album.take(page, "guide-last-day")
            page.get_by_role("button", name="Announce this last day").click()
            page.locator(".messagelist").wait_for()
            page.goto(f"/admin/partners/{model}/")
            album.take(page, LIST_PICTURES[model])


def main(address: str, password: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        album = Album(browser, address, password)
        readme(album)
        decision(album)
        letter(album)
        waiting(album, "extension", "guide-extension")
        waiting(album, "appeal", "guide-appeal")
        revocation(album)
        companies(album)
        trees(album)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
