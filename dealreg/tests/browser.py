"""Real Chromium for the tests that ask for `page`; any console error or broken asset fails the test."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from dealreg.tests.plugin import chromium
from dealreg.tests.troubles import ending_of, troubles_of

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright keeps an event loop running in the thread of the test, which Django takes for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that must stay free of troubles."""
    troubles, end = troubles_of(page), ending_of(page)
    yield page
    end()
    assert troubles == []
