"""Trouble says what became of the answers; a session warns before it ends."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from dealreg.urls import handler400, handler500, urlpatterns
from deals.tests import factories as make
from partners.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
FATE = {
    "400": "Nothing was changed.",
    "403": "Nothing was changed, and what you saved is kept.",
    "403_csrf": "Nothing was saved.",
    "404": "Nothing was changed, and what you saved is kept.",
    "413": "nothing of it was kept. The rest of your draft is as you last saved it.",
    "429": "What you sent just now was not taken; what you saved is kept.",
    "500": "What you saved before is safe; what you sent just now was not kept.",
    "503": "Everything you saved is safe",
}


@login_not_required
def no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the server closed the connection")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise LookupError("x")


class Routes:
    """The portal with two views that fail."""

    handler400, handler500 = handler400, handler500
    urlpatterns = [*urlpatterns, path("no-database/", no_database), path("broken/", broken)]


@pytest.mark.parametrize("name", FATE)
def test_a_trouble_page_says_what_became_of_the_answers(name: str, settings: Settings) -> None:
    assert FATE[name] in (Path(settings.BASE_DIR) / "templates" / f"{name}.html").read_text()


def test_more_than_the_portal_takes_is_told_as_too_large(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.seller())
    client.get("/account/")
    response = client.post("/account/", {"name": "x" * 1000})
    assert response.status_code == 413
    assert "too large" in response.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/no-database/", 503), ("/broken/", 500)])
def test_a_database_that_does_not_answer_is_no_fault_of_ours(
    settings: Settings, address: str, status: int
) -> None:
    settings.ROOT_URLCONF = Routes
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert ("Retry-After" in response.headers) == (status == 503)


def signed_in() -> Client:
    """Signed in through the page, as people do."""
    person = make.seller()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_a_page_knows_when_its_session_ends(settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 1000
    client = signed_in()
    client.get("/")
    left = client.get("/session/").json()["left"]
    assert 900 < left <= 1000
    assert 'id="session-end"' in client.get("/").content.decode()


def test_looking_does_not_make_a_session_longer_and_one_press_does(settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 1000
    client = signed_in()
    client.get("/")
    settings.SESSION_COOKIE_AGE = 5000
    assert client.get("/session/").json()["left"] <= 1000
    for _each in range(11):
        assert client.post("/session/").json()["left"] > 4000


def test_without_scripts_the_button_leads_back_to_the_page() -> None:
    response = signed_in().post("/session/", {"next": "/company/"})
    assert response.headers["Location"] == "/company/"


def test_the_button_leads_nowhere_else() -> None:
    assert signed_in().post("/session/", {"next": "https://elsewhere.example/"}).status_code == 200


def test_who_lost_the_session_over_a_form_reads_what_became_of_it() -> None:
    row = make.draft()
    response = Client().post(
        f"/registrations/{row.reference}/edit/customer/", {"customer_name": "x"}, follow=True
    )
    page = response.content.decode()
    assert "what you sent just now was not saved" in page
    assert f"/registrations/{row.reference}/edit/customer/" in page
