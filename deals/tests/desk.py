"""The desk over HTTP, as one person of the vendor uses it, at a chosen instant."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse

from deals.models import Registration
from deals.tests.factories import AT
from partners.models import User

LATER = AT + timedelta(hours=2)


class Desk:
    """A signed-in browser. `at` moves the clock of the pages; the second factor is left to its own tests."""

    def __init__(self, user: User, at: datetime = LATER) -> None:
        self.user, self.at = user, at
        self.client = Client()
        self.client.force_login(user)

    def get(self, url: str, **query: Any) -> Any:
        return self._ask(self.client.get, url, query)

    def post(self, url: str, **data: Any) -> Any:
        return self._ask(self.client.post, url, data)

    def review(self, row: Registration) -> Any:
        return self.get(review_url(row))

    def page(self, row: Registration, slug: str) -> Any:
        return self.get(act_url(row, slug))

    def act(self, row: Registration, slug: str, **data: Any) -> Any:
        """Post the form of an act as if the page had just been opened, unless `version` says otherwise."""
        row.refresh_from_db()
        return self.post(act_url(row, slug), **{"version": row.version, **data})

    def queue(self, **query: Any) -> Any:
        return self.get(reverse("admin:deals_registration_changelist"), **query)

    def _ask(self, method: Any, url: str, data: dict[str, Any]) -> Any:
        ahead = (self.at - datetime.now(UTC)).total_seconds()
        with override_settings(STAFF_SECOND_FACTOR=False, DEMO_CLOCK_OFFSET=ahead):
            return method(url, data)


def review_url(row: Registration) -> str:
    return reverse("admin:deals_registration_change", args=[row.pk])


def act_url(row: Registration, slug: str) -> str:
    return reverse("admin:deals_registration_decide", args=[row.pk, slug])


def text(response: Any) -> str:
    content: bytes = response.content
    return content.decode()
