from playwright.sync_api import ConsoleMessage, Page, Response


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
