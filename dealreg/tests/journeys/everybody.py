"""Whether everybody can use a page: what axe finds on it in every look, and whether it scrolls in two directions."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    # It would fetch imported style sheets from beside the page instead of from beside the sheet.
    "preload": False,
}
# The dark scheme changes colours alone: what else axe looks for, it has seen in the light of the same width.
OF_COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Only what is asserted crosses to the test: the whole report of a page is megabytes.
_RUN = """async (options) => (await axe.run(options)).violations
  .map((violation) => [violation.id, violation.nodes.map((node) => node.target)])"""


def violations(page: Page, options: dict[str, Any] = OPTIONS) -> list[tuple[str, Any]]:
    """Each rule that the page as it is does not hold, with the places."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return [(rule, where) for rule, where in page.evaluate(_RUN, options)]


def trouble_on(page: Page, paths: list[str]) -> list[Any]:
    """What axe finds on the pages in every look, in short."""
    return [trouble for path in paths for trouble in trouble_at(page, path)]


def trouble_at(page: Page, path: str) -> list[Any]:
    page.goto(path)
    return trouble_here(page)


def trouble_here(page: Page) -> list[Any]:
    """What axe finds in every look of the page that is open."""
    found: list[Any] = []
    # A page without its style sheet yet is as wide as it likes.
    page.wait_for_load_state("load")
    for scheme, width in LOOKS:
        # Without motion a change of colours is complete at once.
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        if wide := page.evaluate(TOO_WIDE):
            found.append((page.url, width, f"{wide} px too wide"))
        options = OF_COLOURS if scheme == "dark" else OPTIONS
        found += [(page.url, scheme, width, *violation) for violation in violations(page, options)]
    return found
