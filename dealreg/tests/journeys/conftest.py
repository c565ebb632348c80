from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dealreg.tests.journeys.simulated import Time
from dealreg.tests.troubles import ending_of, troubles_of
from deals.tests.factories import AT
from partners.models import User

Browse = Callable[..., Page]


@pytest.fixture
def time(settings: Settings) -> Time:
    time = Time(settings)
    time.set(AT)
    return time


@pytest.fixture
def browse(
    live_server: LiveServer, settings: Settings, new_context: Callable[..., BrowserContext]
) -> Iterator[Browse]:
    """Opens the browser of a person, signed in, or of nobody; at the end none of them may have had any trouble."""
    settings.PORTAL_URL = live_server.url
    settings.STAFF_SECOND_FACTOR = False
    pages: list[tuple[list[str], Callable[[], None]]] = []

    def browse(user: User | None = None, **options: Any) -> Page:
        context = new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(15_000)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        page = context.new_page()
        pages.append((troubles_of(page), ending_of(page)))
        return page

    yield browse
    for _troubles, end in pages:
        end()
    assert [trouble for troubles, _end in pages for trouble in troubles] == []
