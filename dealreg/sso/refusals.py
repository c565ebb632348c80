"""Why nobody was signed in, and the page that says what to do; it tells nothing of who has an account."""

from enum import Enum

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dealreg.sso.settings import in_use

log = structlog.get_logger(__name__)
RETRY_SECONDS = "120"


class Refusal(Enum):
    """What stopped the sign-in."""

    DENIED = "denied"  # by the person or by the provider
    SILENT = "silent"  # the provider does not answer, or not what it should
    STALE = "stale"  # begun too long ago, elsewhere, or answered before
    UNTRUSTED = "untrusted"  # the answer is not the provider's, or not for this sign-in
    NOBODY = "nobody"  # no account goes with this identity
    OTHER = "other"  # somebody else confirmed


STATUS = {Refusal.SILENT: 503, Refusal.STALE: 400}


class Refused(Exception):
    """Nobody is signed in. `why` is for the log and never holds personal data."""

    def __init__(self, refusal: Refusal, why: str) -> None:
        super().__init__(why)
        self.refusal, self.why = refusal, why


def page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page for it; the log has the reason, without a name or an address."""
    log.warning("single sign-on refused", refusal=refused.refusal.value, why=refused.why)
    return show(request, refused.refusal)


def show(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page by itself. Its own address is where another language finds it: the sign-in cannot be asked twice."""
    here = reverse("sso-refused", args=[refusal.value])
    context = {"refusal": refusal.value, "provider": in_use().name, "found_again_at": here}
    response = render(request, "account/sso_refused.html", context, status=STATUS.get(refusal, 403))
    if refusal is Refusal.SILENT:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response
