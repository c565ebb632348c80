import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def sign_in_page(live_server: LiveServer, page: Page) -> Page:
    page.goto(live_server.url + reverse("account_login"))
    return page


def test_the_sign_in_page_loads_under_the_strict_policy(sign_in_page: Page) -> None:
    assert sign_in_page.get_by_label("Password").is_visible()


def test_everybody_can_use_the_sign_in_page(sign_in_page: Page) -> None:
    assert Axe().run(sign_in_page).response["violations"] == []
