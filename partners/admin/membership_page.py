"""The page of one decision on a company's standing: accept, refuse, suspend, resume, end, move to a tier, call off."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from partners import announcements, membership
from partners.admin.scope import signed_in
from partners.admin.standing_form import StandingForm
from partners.admin.standing_verbs import VERBS, Verb
from partners.applicants import applicants
from partners.clock import now
from partners.earlier_applications import earlier
from partners.models import Announcement, Partner, User


def possible(partner: Partner, announced: Announcement | None, user: User) -> list[Verb]:
    """The verbs that the company's status, and what is announced for it, allow, for those who may say them."""
    if not membership.may_decide(partner, user):
        return []
    return [verb for name, verb in VERBS.items() if _possible(partner, announced, name)]


def _possible(partner: Partner, announced: Announcement | None, name: str) -> bool:
    if name == "call-off":
        return announced is not None
    return partner.status in membership.MOVES[name][0] and (
        name != "move" or bool(membership.tiers_for(partner, name))
    )


def respond(
    request: HttpRequest,
    partner: Partner,
    name: str,
    site: dict[str, Any],
    template: str = "admin/partners/standing.html",
) -> HttpResponse:
    """Show the form, or say the verb and go back to the company. `site` is what every page of the desk needs."""
    verb = VERBS.get(name)
    if verb is None:
        raise Http404
    user = signed_in(request)
    if not membership.may_decide(partner, user):
        raise PermissionDenied
    at = now()
    announced = Announcement.objects.open().filter(partner=partner).first()
    if announced is None and verb.name == "call-off":
        raise Http404
    form = StandingForm(request.POST if request.method == "POST" else None, verb, partner, at)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            done = _say(verb, partner, announced, by=user, at=at, **form.cleaned_data)
        except membership.MembershipError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, done)
            return redirect("admin:partners_partner_change", partner.pk)
    status = 409 if refused else 422 if form.errors else 200
    context = {
        **site, "title": verb.label, "subtitle": None, "opts": Partner._meta, "partner": partner, "verb": verb,
        "form": form, "refused": refused, "announced": announced,
        "earlier": earlier(partner), "applicants": applicants(partner),
    }  # fmt: skip
    return TemplateResponse(request, template, context, status=status)


def _say(
    verb: Verb,
    partner: Partner,
    announced: Announcement | None,
    *,
    first_day: date | None = None,
    tier: str = "",
    **said: Any,
) -> str:
    """Say the verb, at once or from a later day on; what was done, in words. Raises MembershipError."""
    if verb.name == "call-off":
        assert announced
        announcements.call_off(announced, **said)
    elif first_day is not None:
        announcements.announce(partner, verb.name, first_day=first_day, tier=tier, **said)
        return _("Announced. The company is told the day and the reason.")
    else:
        membership.decide(partner, verb.name, tier=tier, **said)
    return str(verb.done)
