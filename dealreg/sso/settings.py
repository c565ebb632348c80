"""Reads from the environment at which identity provider people may sign in: all of it, or the portal does not start."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404

from dealreg.together import given_together

NEEDED = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")
CHOICES = ("OIDC_MAIL_DOMAINS", "OIDC_STRONG_ACR")
# What the table of linked identities has room for.
ISSUER_MOST = 200
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)


@dataclass(frozen=True)
class IdentityProvider:
    """The one provider whose word is taken, and the portal's registration with it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    # As the button says it: "Sign in with …".
    name: str
    # Lower case; empty: every address that the provider calls verified.
    mail_domains: frozenset[str] = frozenset()
    # Values of `acr` that stand for more than one factor.
    strong_acr: tuple[str, ...] = ()


def in_use() -> IdentityProvider:
    """The provider of the settings. Raises Http404 where there is none."""
    provider: IdentityProvider | None = settings.OIDC
    if provider is None:
        raise Http404
    return provider


def identity_provider(env: Any) -> IdentityProvider | None:
    """The provider, or None when no variable is set. Raises ImproperlyConfigured, saying what to mend."""
    if not given_together("OIDC_", NEEDED, CHOICES, purpose="people sign in at an identity provider with"):
        return None
    return IdentityProvider(
        issuer=_issuer(env.str("OIDC_ISSUER")),
        client_id=env.str("OIDC_CLIENT_ID"),
        client_secret=env.str("OIDC_CLIENT_SECRET"),
        name=env.str("OIDC_NAME"),
        mail_domains=frozenset(_domain(domain) for domain in _listed(env, "OIDC_MAIL_DOMAINS")),
        strong_acr=tuple(_listed(env, "OIDC_STRONG_ACR")),
    )


def secure(url: str, *, beside: str) -> bool:
    """Whether a URL is spoken to in secret. Plain HTTP does on this machine alone, beside an issuer that lives here."""
    parts, issuer = urlsplit(url), urlsplit(beside)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == issuer.scheme == "http" and {parts.hostname, issuer.hostname} <= LOOPBACK


def _listed(env: Any, name: str) -> list[str]:
    return [part.strip() for part in env.str(name, "").split(",") if part.strip()]


def _issuer(url: str) -> str:
    parts = urlsplit(url)
    if not secure(url, beside=url) or parts.query or parts.fragment or len(url) > ISSUER_MOST:
        raise ImproperlyConfigured(
            "OIDC_ISSUER must be the issuer exactly as the provider writes it in its tokens, such as "
            f"https://login.example.com/realms/staff, in {ISSUER_MOST} characters at most."
        )
    return url


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text.lower()):
        raise ImproperlyConfigured(
            "OIDC_MAIL_DOMAINS must list the domains of mail addresses, parted by commas: example.com, example.org."
        )
    return text.lower()
