"""When a signed-in person's session ends, and staying signed in by one press (WCAG 2.2.1, timing adjustable)."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

EXPIRY = "_session_expiry"


def fix_end(request: HttpRequest) -> None:
    """Let the session end at an instant from now on, instead of so long after it was last written."""
    request.session.set_expiry(timedelta(seconds=settings.SESSION_COOKIE_AGE))


def seconds_left(request: HttpRequest) -> int | None:
    """Until the session ends; None while it has no fixed end."""
    if not isinstance(request.session.get(EXPIRY), str):
        return None
    return int(request.session.get_expiry_age())


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How long the session lasts; a post begins its whole time anew, as often as the person likes."""
    if request.method == "POST":
        fix_end(request)
        came_from = request.POST.get("next", "")
        if came_from and url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, request.is_secure()
        ):
            messages.success(request, _("You stay signed in."))
            return redirect(came_from)
    return JsonResponse({"left": seconds_left(request)})
