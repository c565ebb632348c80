"""What a browser does on its way to the stub and back."""

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import reverse

from dealreg.sso.refusals import STATUS, Refusal
from dealreg.tests.sso.stub import Stub


def leave(client: Client, stub: Stub, **sent: str) -> dict[str, str]:
    """Press the button; what the provider is asked."""
    page = client.post(reverse("sso"), sent)
    assert page.status_code == 200, page.text
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)
    assert found is not None
    way = urlsplit(html.unescape(found[1]))
    assert f"{way.scheme}://{way.netloc}{way.path}" == f"{stub.issuer}/authorize"
    stub.asked = dict(parse_qsl(way.query))
    return stub.asked


def come_back(client: Client, **answer: str) -> Any:
    return client.get(reverse("sso-back"), answer)


def sign_in(client: Client, stub: Stub, **sent: str) -> Any:
    """There and back; the portal's answer to the code."""
    return come_back(client, code="one", state=leave(client, stub, **sent)["state"])


def refusal_of(answer: Any) -> Refusal:
    """Why the page says that nobody was signed in; KeyError for a page that says no such thing."""
    refusal = Refusal(answer.context["refusal"])
    assert answer.status_code == STATUS.get(refusal, 403)
    return refusal


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
