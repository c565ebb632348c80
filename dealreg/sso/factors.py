"""Whether the identity provider vouches for more than one factor, which then counts as the portal's second."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from dealreg.sso.settings import IdentityProvider, in_use
from partners.models import User

METHOD = "sso"
# RFC 8176: more than one factor, or one device that is itself two.
SEVERAL = "mfa"


def several(claims: dict[str, Any], provider: IdentityProvider) -> bool:
    """Whether the token says that the person proved more than one factor."""
    methods = claims.get("amr")
    return (isinstance(methods, list) and SEVERAL in methods) or claims.get("acr") in provider.strong_acr


def authenticated_at(claims: dict[str, Any]) -> float:
    """When the person last proved who they are, in seconds of the epoch; 0 where the provider does not say."""
    at = claims.get("auth_time")
    return min(float(at), time.time()) if isinstance(at, int | float) and not isinstance(at, bool) else 0.0


def record(request: HttpRequest, person: User, claims: dict[str, Any], *, again: bool = False) -> None:
    """Keep in the session how and when the person proved who they are, where allauth keeps its own such records."""
    record_authentication(
        request, person, METHOD, at=authenticated_at(claims), reauthenticated=again or None,
        factors=several(claims, in_use()),
    )  # fmt: skip


def came_by(request: HttpRequest, person: Any) -> bool:
    """Whether this session was opened at the identity provider."""
    return any(each["method"] == METHOD for each in get_authentication_records(request, person))


def vouched(request: HttpRequest, person: Any) -> bool:
    """Whether the provider vouched for more than one factor of this person in this session."""
    records = get_authentication_records(request, person)
    return any(each["method"] == METHOD and each["factors"] for each in records)


class SecondFactorStage(AuthenticateStage):
    """Asks for the portal's own second factor unless the provider has asked for one already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not vouched(request, self.login.user) and super()._should_handle(request)
