"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dealreg import second_factor, sessions
from partners.clock import now


def programme(request: HttpRequest) -> dict[str, str]:
    """Names of the vendor and its programme, as set by the customer."""
    return {
        "VENDOR_NAME": settings.VENDOR_NAME,
        "PROGRAMME_NAME": settings.PROGRAMME_NAME,
        "SUPPORT_EMAIL": settings.SUPPORT_EMAIL,
    }


def session(request: HttpRequest) -> dict[str, object]:
    """`session_left`: seconds until the reader's session ends, read when a page shows it."""
    return {"session_left": SimpleLazyObject(lambda: sessions.seconds_left(request))}


def factors(request: HttpRequest) -> dict[str, object]:
    """`second_factor_asked`: whether the reader must have a second factor, looked up when a page shows it."""
    return {"second_factor_asked": SimpleLazyObject(lambda: second_factor.asked_of(request.user, now))}
