"""What holds for every signed-in request."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dealreg import second_factor, sessions
from partners.clock import now

# Pages needed in order to enrol a second factor, or to leave.
ENROLMENT_PAGES = {"account_reauthenticate", "sso-again", "account_logout", "set_language"}

Responder = Callable[[HttpRequest], HttpResponse]


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the sign-in page; who lost the session over a form reads what became of it."""

    def handle_no_permission(self, request: HttpRequest, view: Callable[..., Any]) -> HttpResponseRedirect:
        # A page that saves by itself says so itself.
        if request.method == "POST" and "HX-Request" not in request.headers:
            words = _(
                "Your session had ended, so what you sent just now was not saved. What was saved before is kept. "
                "To keep what you typed, go back and copy it, or sign in in another tab and send it again."
            )
            messages.warning(request, words)
        return super().handle_no_permission(request, view)


class SessionEndMiddleware:
    """Fixes the end of a new session, so that its page can warn before it."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Signing in leaves a length of time here, which every write to the session would start anew.
        if isinstance(request.session.get(sessions.EXPIRY), int) and request.user.is_authenticated:
            sessions.fix_end(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends whoever needs a second factor and has none to its enrolment page (PROMISES, decision 8)."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or may_be_seen_before_enrolment(request):
            return None
        return redirect("mfa_index") if second_factor.lacking(request, now) else None


def may_be_seen_before_enrolment(request: HttpRequest) -> bool:
    """Whether the page serves signing out or enrolling itself."""
    name = resolve(request.path_info).view_name
    return name in ENROLMENT_PAGES or request.path.startswith(reverse("mfa_index"))


class TimeZoneMiddleware:
    """Shows every instant in the zone of the person who looks."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.time_zone))
