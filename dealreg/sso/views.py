"""The three steps of signing in at the identity provider: leaving, coming back, and confirming anew that it is you."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dealreg.sso import factors, identities, letters, refusals
from dealreg.sso.provider import Provider
from dealreg.sso.refusals import Refusal, Refused
from dealreg.sso.settings import in_use

View = Callable[..., HttpResponse]


def _where_set_up(view: View) -> View:
    """Not there without the settings (Http404); what refuses becomes its page."""

    @wraps(view)
    def guarded(request: HttpRequest, **asked: str) -> HttpResponse:
        in_use()
        try:
            return view(request, **asked)
        except Refused as refused:
            return refusals.page(request, refused)

    return never_cache(guarded)


@login_not_required
@require_POST
@_where_set_up
def leave(request: HttpRequest) -> HttpResponse:
    """On to the provider, by a page that goes there by itself.

    A redirection in answer to a form would be held against `form-action`, wherever the provider leads on to.
    """
    limited = ratelimit.consume_or_429(request, action="login")
    if limited is not None:
        return limited
    again = "again" in request.POST and request.user.is_authenticated
    way = Provider(request).way_there(next_url=get_next_redirect_url(request), again=again)
    return render(request, "account/sso_leaving.html", {"way": way, "provider": in_use().name})


@login_not_required
@require_GET
@_where_set_up
def back(request: HttpRequest) -> HttpResponse:
    """From the provider, with a code that is redeemed for its signed word on who this is."""
    provider = Provider(request)
    state = provider.state_back()
    claims = provider.claims_back(state)
    if state["process"] == "again":
        return _confirmed(request, claims, state)
    person, linked = identities.person_of(claims, in_use())
    if linked:
        letters.tell_linked(request, person)
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    factors.record(request, person, claims)
    login = Login(user=person, email_verification="none", redirect_url=state.get("next"))
    return perform_login(request, login)


@login_not_required
@require_GET
@_where_set_up
def refused(request: HttpRequest, refusal: str) -> HttpResponse:
    """Why a sign-in was refused, once more; Http404 for what is no refusal."""
    if refusal not in {each.value for each in Refusal}:
        raise Http404
    return refusals.show(request, Refusal(refusal))


def _confirmed(request: HttpRequest, claims: dict[str, Any], state: dict[str, Any]) -> HttpResponse:
    link = identities.linked(in_use()).filter(uid=claims["sub"]).first()
    if link is None or link.user != request.user:
        raise Refused(Refusal.OTHER, "somebody else confirmed")
    if time.time() - factors.authenticated_at(claims) > app_settings.REAUTHENTICATION_TIMEOUT:
        raise Refused(Refusal.UNTRUSTED, "the provider did not ask anew")
    factors.record(request, link.user, claims, again=True)
    request.session.pop(STATE_SESSION_KEY, None)
    return redirect(state.get("next") or resolve_url(settings.LOGIN_REDIRECT_URL))


@require_GET
@_where_set_up
def again(request: HttpRequest) -> HttpResponse:
    """Confirm that it is you, for whom the portal may hold neither password nor factor."""
    others = [
        way | {"url": passthrough_next_redirect_url(request, way["url"], REDIRECT_FIELD_NAME)}
        for way in get_adapter(request).get_reauthentication_methods(request.user)
        if way["url"] != reverse("sso-again")
    ]
    context = {
        "provider": in_use().name,
        "next": get_next_redirect_url(request),
        "reauthentication_alternatives": others,
    }
    return render(request, "account/sso_again.html", context)
