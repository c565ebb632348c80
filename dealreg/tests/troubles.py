"""What goes wrong on a page that a test drives, and what is still under way on it."""

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page, Request, Response

PATIENCE, GLANCE = 15_000, 20  # milliseconds


def troubles_of(page: Page) -> list[str]:
    """A list that fills with script errors, policy violations and assets that fail to load."""
    troubles: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        # The console repeats failed loads without saying whether a page or an asset failed.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(f"{page.url}: {message.text}")

    def note_response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            troubles.append(f"{response.status} {response.url}")

    page.on("console", note_console)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("response", note_response)
    return troubles


def ending_of(page: Page) -> Callable[[], None]:
    """Closes the page once nothing is under way on it: a late request would meet a database emptied by then."""
    under_way: set[Request] = set()

    # Playwright takes functions alone, not methods of a set.
    def begun(request: Request) -> None:
        under_way.add(request)

    def ended(request: Request) -> None:
        under_way.discard(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)

    def end() -> None:
        for _each in range(PATIENCE // GLANCE):
            # What happened meanwhile reaches this thread only while it waits.
            page.wait_for_timeout(GLANCE)
            if not under_way:
                break
        page.close()

    return end
