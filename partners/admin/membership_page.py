"""The page of one decision on a company's standing: accept, refuse, suspend, resume, end, move to a tier."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from partners import membership
from partners.admin.scope import signed_in
from partners.admin.standing_form import StandingForm
from partners.admin.standing_verbs import VERBS, Verb
from partners.clock import now
from partners.models import Partner, User


def possible(partner: Partner, user: User) -> list[Verb]:
    """The verbs that the company's status allows, for those who may say them."""
    if not membership.may_decide(partner, user):
        return []
    return [
        verb
        for name, verb in VERBS.items()
        if partner.status in membership.MOVES[name][0] and (name != "move" or membership.other_tiers(partner))
    ]


def respond(request: HttpRequest, partner: Partner, name: str, site: dict[str, Any]) -> HttpResponse:
    """Show the form, or say the verb and go back to the company."""
    verb = VERBS.get(name)
    if verb is None:
        raise Http404
    user = signed_in(request)
    if not membership.may_decide(partner, user):
        raise PermissionDenied
    form = StandingForm(request.POST if request.method == "POST" else None, verb, partner)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            membership.decide(partner, verb.name, by=user, at=now(), **form.cleaned_data)
        except membership.MembershipError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, verb.done)
            return redirect("admin:partners_partner_change", partner.pk)
    status = 409 if refused else 422 if form.errors else 200
    context = {
        **site, "title": verb.label, "subtitle": None, "opts": Partner._meta, "partner": partner, "verb": verb,
        "form": form, "refused": refused,
    }  # fmt: skip
    return TemplateResponse(request, "admin/partners/standing.html", context, status=status)
