"""The way to the identity provider and back, on allauth's OpenID Connect provider with what it leaves out.

allauth redeems the code and keeps the state. Pinned here: the issuer, PKCE, a nonce, addresses from the checked
discovery document, a redirect address from the settings, and claims from the verified ID token alone.
"""

import secrets
from typing import Any

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dealreg.sso import discovery, id_token
from dealreg.sso.refusals import Refusal, Refused
from dealreg.sso.settings import in_use
from dealreg.sso.wire import Wire


class SocialAdapter(DefaultSocialAccountAdapter):
    """What the rest of allauth may know of it: nothing in the database, nobody signs up, every wait is bounded."""

    def list_apps(self, *_args: object, **_kwargs: object) -> list[SocialApp]:
        return []

    def is_open_for_signup(self, *_args: object, **_kwargs: object) -> bool:
        return False

    def get_requests_session(self) -> requests.Session:
        return Wire()


class Addresses(OpenIDConnectOAuth2Adapter):
    """Where the code is asked for and redeemed."""

    def __init__(self, request: HttpRequest, provider: "Provider") -> None:
        super().__init__(request, provider.sub_id)
        self._openid_config = discovery.document(provider.terms)

    @property
    def basic_auth(self) -> bool:
        return bool(self._openid_config["basic"])

    def get_callback_url(self, _request: HttpRequest, _app: SocialApp) -> str:
        return f"{settings.PORTAL_URL}{reverse('sso-back')}"


class Provider(OpenIDConnectProvider):
    """The one identity provider of the settings."""

    pkce_enabled_default = True

    def __init__(self, request: HttpRequest) -> None:
        self.terms = terms = in_use()
        app = SocialApp(
            provider=self.id, provider_id=terms.issuer, name=terms.name, client_id=terms.client_id,
            secret=terms.client_secret,
        )  # fmt: skip
        super().__init__(request, app=app)

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def get_oauth2_adapter(self, request: HttpRequest) -> Addresses:
        return Addresses(request, self)

    def way_there(self, *, next_url: str | None, again: bool = False) -> str:
        """The address that asks for a code; `again` asks the person to prove anew who they are. Raises Refused."""
        nonce = secrets.token_urlsafe(32)
        asked = {"nonce": nonce}
        if self.terms.strong_acr:
            asked["acr_values"] = " ".join(self.terms.strong_acr)
        if again:
            asked |= {"prompt": "login", "max_age": "0"}
        process = "again" if again else "login"
        redirect = self.redirect(self.request, process, next_url=next_url, auth_params=asked, nonce=nonce)
        return str(redirect.url)

    def state_back(self) -> dict[str, Any]:
        """What was kept when the person left, once only. Raises Refused."""
        asked = self.request.GET.get("state", "")
        state: dict[str, Any] | None = statekit.unstash_state(
            self.request, provider_id=self.sub_id, state_id=asked
        )
        if state is None:
            raise Refused(Refusal.STALE, "no such sign-in was begun in this browser, or not lately")
        return state

    def claims_back(self, state: dict[str, Any]) -> dict[str, Any]:
        """Who came back, by the provider's signed word. Raises Refused."""
        answer = self.request.GET
        if answer.get("iss", self.terms.issuer) != self.terms.issuer:
            raise Refused(Refusal.UNTRUSTED, "the answer is of another issuer")
        if "error" in answer or "code" not in answer:
            denied = answer.get("error") == "access_denied"
            raise Refused(Refusal.DENIED if denied else Refusal.SILENT, "the provider gave no code")
        client = self.get_oauth2_adapter(self.request).get_client(self.request, self.app)
        try:
            tokens = client.get_access_token(answer["code"], pkce_code_verifier=state["pkce_code_verifier"])
        except (OAuth2Error, requests.RequestException, KeyError, ValueError) as trouble:
            # Its words may hold what the provider sent, which no log may.
            raise Refused(Refusal.SILENT, f"{type(trouble).__name__} while redeeming the code") from None
        if not isinstance(tokens, dict):
            raise Refused(Refusal.SILENT, "the code was answered by no object")
        return id_token.claims_of(tokens.get("id_token"), provider=self.terms, nonce=state["nonce"])
