"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def programme(request: HttpRequest) -> dict[str, str]:
    """Names of the vendor and its programme, as set by the customer."""
    return {
        "VENDOR_NAME": settings.VENDOR_NAME,
        "PROGRAMME_NAME": settings.PROGRAMME_NAME,
        "SUPPORT_EMAIL": settings.SUPPORT_EMAIL,
    }
