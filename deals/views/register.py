"""The first page of a registration: for whom, what is needed, and from which earlier one to copy."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deals import copies
from deals.answers import TASKS
from deals.caps import caps, policy_of
from deals.forms.start import CopyForm, WhoForForm
from deals.refusals import Refused
from deals.views.access import member
from partners import sealed
from partners.clock import now
from partners.models import Partner, User

COPIES_MOST = 100


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Nothing is created by looking: the draft begins with the button."""
    at, user = now(), member(request)
    company = user.partner
    assert company is not None
    if company.status != Partner.Status.ACTIVE:
        return render(request, "deals/register/not_active.html", {"partner": company})
    given = request.POST if request.method == "POST" else request.GET
    if not company.is_distributor:
        return _begin(request, user, company, at)
    who_for = WhoForForm(company, at, given or None)
    if who_for.is_valid():
        return _begin(request, user, who_for.cleaned_data["partner"], at)
    return render(request, "deals/register/who_for.html", {"form": who_for})


def _begin(request: HttpRequest, user: User, partner: Partner, at: datetime) -> HttpResponse:
    earlier = copies.earlier(user, partner)[:COPIES_MOST]
    form = CopyForm(earlier, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = copies.begin(partner=partner, source=form.chosen(), by=user, at=at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("registration-edit", row.reference)
    policy = policy_of(partner, at)
    page = {
        "form": form, "partner": partner, "behalf": partner != user.partner, "policy": policy,
        "caps": caps(partner, policy, at), "tasks": TASKS, "who_for": sealed.key(partner),
    }  # fmt: skip
    return render(request, "deals/register/start.html", page)
