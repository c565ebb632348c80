"""Pulls from an org behind real HTTP, at an instant that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from validation.models import KnownOpportunity, PipelineSync, SalesforceFeed
from validation.pipeline.salesforce import connection
from validation.pipeline.salesforce.pull import Outcome, pull
from validation.salesforce import STANDARD_FIELDS, Account
from validation.tests.salesforce_org import Org
from validation.tests.salesforce_stub import serve

ACCOUNT = Account(
    login_url="https://vendor.my.salesforce.com",
    client_id="client",
    client_secret="mystery",
    fields=STANDARD_FIELDS
    | {
        "registration_number": "Registration__c",
        "currency": "CurrencyIsoCode",
        "starts_on": "Starts__c",
        "tax_id": "Account.Tax__c",
    },
)
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


class _ToStub(HTTPAdapter):
    """Sends what is meant for Salesforce to the stub on this machine."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        address = f"http://127.0.0.1:{self.port}"
        assert request.url is not None
        request.url = request.url.replace("https://vendor.my.salesforce.com", address)
        return super().send(request, *args, **kwargs)


class Salesforce:
    """An org behind HTTP, and pulls from it at an instant that the test moves; pauses are noted, not slept."""

    def __init__(self, org: Org) -> None:
        self.org, self.pauses = org, list[float]()

    def pass_time(self, **spans: float) -> None:
        self.org.now += timedelta(**spans)

    def pull(self, account: Account = ACCOUNT, **options: Any) -> Outcome:
        options = {"patient": True, **options}
        return pull(account, clock=lambda: self.org.now, sleeping=self.pauses.append, **options)


def behind_http(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Salesforce]:
    """An empty org that the portal is set up to pull from; for a fixture to yield from."""
    settings.SALESFORCE = ACCOUNT
    org = Org(AT)
    for port in serve(org):

        def open_session(port: int = port) -> requests.Session:
            session = requests.Session()
            session.trust_env = False
            session.mount("https://", _ToStub(port))
            return session

        monkeypatch.setattr(connection, "open_session", open_session)
        yield Salesforce(org)


def mirrored() -> list[int]:
    """The numbers of the opportunities that the mirror holds."""
    rows = KnownOpportunity.objects.pipeline().order_by("record_id")
    return [int(record_id[4:]) for record_id in rows.values_list("record_id", flat=True)]


def feed() -> SalesforceFeed:
    return SalesforceFeed.objects.select_related("sync").get()


def run() -> PipelineSync:
    found = feed().sync
    assert found is not None
    return found
