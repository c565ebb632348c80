"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dealreg import second_factor, sessions
from dealreg.sso.factors import vouched
from partners.clock import now


def programme(request: HttpRequest) -> dict[str, str]:
    """Names of the vendor, its programme and its identity provider, as set by the customer; empty for none."""
    return {
        "VENDOR_NAME": settings.VENDOR_NAME,
        "PROGRAMME_NAME": settings.PROGRAMME_NAME,
        "SUPPORT_EMAIL": settings.SUPPORT_EMAIL,
        "SSO_NAME": settings.OIDC.name if settings.OIDC else "",
    }


def session(request: HttpRequest) -> dict[str, object]:
    """`session_left`: seconds until the reader's session ends, read when a page shows it."""
    return {"session_left": SimpleLazyObject(lambda: sessions.seconds_left(request))}


def factors(request: HttpRequest) -> dict[str, object]:
    """Whether the reader must have a second factor, and whether the identity provider vouches for one.

    Both are looked up when a page shows them.
    """
    return {
        "second_factor_asked": SimpleLazyObject(lambda: second_factor.asked_of(request.user, now)),
        "second_factor_vouched": SimpleLazyObject(lambda: vouched(request, request.user)),
    }
