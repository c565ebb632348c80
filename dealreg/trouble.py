"""Pages for requests that failed before or inside a view, each saying what became of the answers."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_SECONDS = "120"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than the portal takes."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(loader.get_template("413.html").render(), status=413)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database does not answer: that passes, and sending again is safe."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = loader.get_template("503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})
    return defaults.server_error(request)
