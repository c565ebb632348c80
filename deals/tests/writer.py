"""The registration form over HTTP, as one person uses it without scripts, at a chosen instant."""

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from deals.models import Registration
from deals.tests.factories import AT
from partners.models import User

LATER = AT + timedelta(hours=2)


class Writer:
    """A signed-in browser that remembers its last page."""

    def __init__(self, user: User, at: datetime = LATER) -> None:
        self.user, self.at = user, at
        self.client = Client()
        self.client.force_login(user)

    def get(self, name: str, *args: str, **query: Any) -> HttpResponse:
        return self._ask(self.client.get, reverse(name, args=args), query)

    def post(self, name: str, *args: str, **data: Any) -> HttpResponse:
        return self._ask(self.client.post, reverse(name, args=args), data)

    def task(self, row: Registration, slug: str, **query: Any) -> HttpResponse:
        return self.get("registration-task", row.reference, slug, **query)

    def write(self, row: Registration, slug: str, **answers: Any) -> HttpResponse:
        """Press Continue on a task page opened just now, unless `version` says otherwise."""
        row.refresh_from_db()
        return self.post("registration-task", row.reference, slug, **{"version": row.version, **answers})

    def autosave(self, row: Registration, slug: str, **answers: Any) -> HttpResponse:
        row.refresh_from_db()
        return self.post("registration-autosave", row.reference, slug, **{"version": row.version, **answers})

    def submit(self, row: Registration, **data: Any) -> HttpResponse:
        """Press the button of the check page, with both attestations unless told otherwise."""
        row.refresh_from_db()
        attested = {"attested_true": "on", "attested_shared": "on"}
        return self.post("registration-check", row.reference, **{"version": row.version, **attested, **data})

    def _ask(self, method: Any, url: str, data: dict[str, Any]) -> HttpResponse:
        ahead = (self.at - datetime.now(UTC)).total_seconds()
        with override_settings(STAFF_SECOND_FACTOR=False, DEMO_CLOCK_OFFSET=ahead):
            response: HttpResponse = method(url, data)
        return response


def text(response: HttpResponse) -> str:
    assert response.status_code == 200, (response.status_code, response.headers.get("Location"))
    return unescape(response.content.decode())


def rows(name: str, *given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a list as the form posts them."""
    return {f"{name}-{index}-{key}": value for index, row in enumerate(given) for key, value in row.items()}
