"""What the identity provider publishes about itself: its addresses and its keys, each kept for a while."""

import hashlib
from typing import Any

import requests
from django.core.cache import cache

from dealreg.sso.refusals import Refusal, Refused
from dealreg.sso.settings import IdentityProvider, secure
from dealreg.sso.wire import Wire

WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT_SECONDS = 3600
# A token may name a key that came since; a stranger's token may name any, so the provider is not asked each time.
ASK_AGAIN_SECONDS = 60


def document(provider: IdentityProvider) -> dict[str, Any]:
    """Its addresses, and `basic`: whether the client's secret goes into a header. Raises Refused."""
    kept: dict[str, Any] | None = cache.get(_key("document", provider))
    if kept is not None:
        return kept
    found = _read(provider.issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != provider.issuer:
        raise Refused(Refusal.UNTRUSTED, "the discovery document is of another issuer")
    for name in ENDPOINTS:
        if not secure(str(found.get(name, "")), beside=provider.issuer):
            raise Refused(Refusal.UNTRUSTED, f"{name} is not an https address")
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    kept = {name: found[name] for name in ENDPOINTS} | {"basic": "client_secret_post" not in methods}
    cache.set(_key("document", provider), kept, KEPT_SECONDS)
    return kept


def keys(provider: IdentityProvider, *, anew: bool = False) -> list[dict[str, Any]]:
    """Its public keys as published (RFC 7517); `anew` asks again, at most once a minute. Raises Refused."""
    kept: list[dict[str, Any]] | None = cache.get(_key("keys", provider))
    if anew:
        anew = cache.add(_key("asked", provider), True, ASK_AGAIN_SECONDS)
    if kept is not None and not anew:
        return kept
    found = _read(document(provider)["jwks_uri"]).get("keys")
    kept = [key for key in found if isinstance(key, dict)] if isinstance(found, list) else []
    cache.set(_key("keys", provider), kept, KEPT_SECONDS)
    return kept


def _key(what: str, provider: IdentityProvider) -> str:
    return f"sso:{what}:{hashlib.sha256(provider.issuer.encode()).hexdigest()}"


def _read(url: str) -> dict[str, Any]:
    try:
        with Wire() as wire:
            answer = wire.get(url, headers={"Accept": "application/json"})
            answer.raise_for_status()
            found = answer.json()
    except (requests.RequestException, ValueError) as trouble:
        raise Refused(Refusal.SILENT, f"{type(trouble).__name__} at discovery or keys") from trouble
    if not isinstance(found, dict):
        raise Refused(Refusal.SILENT, "discovery or keys are no object")
    return found
