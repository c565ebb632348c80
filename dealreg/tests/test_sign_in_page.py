import pytest
from allauth.account.forms import ReauthenticateForm
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from dealreg.tests.journeys.everybody import trouble_here


@pytest.fixture
def sign_in_page(live_server: LiveServer, page: Page) -> Page:
    page.goto(live_server.url + reverse("account_login"))
    return page


def test_the_sign_in_page_loads_under_the_strict_policy(sign_in_page: Page) -> None:
    assert sign_in_page.get_by_label("Password").is_visible()


def test_the_form_says_which_of_its_two_fields_is_missing(client: Client, db: None) -> None:
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).text
    assert "Write your e-mail address." in page
    assert "Write your password." in page


def test_a_form_of_another_package_says_where_something_is_missing_in_our_words() -> None:
    assert str(ReauthenticateForm(user=None).fields["password"].error_messages["required"]) == "Fill this in."


def test_everybody_can_use_the_sign_in_page(sign_in_page: Page) -> None:
    assert trouble_here(sign_in_page) == []
