"""The calendar of deadlines: its page in the account, and the address that other programs fetch."""

from hashlib import sha256

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from deals import feeds
from deals.forms.answers import CHOOSE_ONE
from deals.models import CalendarFeed
from deals.views.access import member
from partners.clock import now

SECRET_MOST = 200


class FeedForm(forms.Form):
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose deadlines?"), widget=forms.RadioSelect, initial="mine",
        choices=[
            ("mine", gettext_lazy("Of the registrations I look after")),
            ("company", gettext_lazy("Of the whole company")),
        ],
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_ONE),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Make an address, make a new one, or end it. The address shows once, right after it was made."""
    user, at = member(request), now()
    if "stop" in request.POST:
        feeds.close_feed(by=user)
        messages.success(request, _("The address is ended. Calendars that still ask for it find nothing."))
        return redirect("account-calendar")
    form = FeedForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        secret = feeds.open_feed(by=user, whole_company=form.cleaned_data["whose"] == "company", at=at)
        address = f"{settings.PORTAL_URL}{reverse('calendar-feed')}?key={secret}"
    context = {"form": form, "feed": CalendarFeed.objects.filter(owner=user).first(), "address": address}
    response = render(request, "deals/calendar.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The calendar; the key stands in the query, which no log keeps. Nobody learns why a key finds nothing."""
    owned = feeds.found(request.GET.get("key", "")[:SECRET_MOST])
    if owned is None:
        raise Http404
    body = feeds.calendar(owned, now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = etag = f'"{sha256(body).hexdigest()}"'
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional if isinstance(conditional, HttpResponse) else response
