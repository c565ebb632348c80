"""The page of one decision on a company's standing: accept, refuse, suspend, resume, end, move to a tier."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import membership
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import Partner, User
from partners.roles import Role
from partners.tiers import Tier


@dataclass(frozen=True)
class Verb:
    name: str
    label: Any
    done: Any
    style: str
    reason_owed: bool
    places: bool = False
    # What follows from it, said before it is done.
    follows: Any = ""


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "accept",
            gettext_lazy("Accept"),
            gettext_lazy("Accepted."),
            "button-approve",
            reason_owed=False,
            places=True,
        ),
        Verb(
            "refuse",
            gettext_lazy("Refuse"),
            gettext_lazy("Refused. The company reads the reason."),
            "button-reject",
            reason_owed=True,
        ),
        Verb(
            "suspend", gettext_lazy("Suspend"), gettext_lazy("Suspended."), "button-reject", reason_owed=True
        ),
        Verb(
            "resume",
            gettext_lazy("Resume"),
            gettext_lazy("Active again."),
            "button-approve",
            reason_owed=False,
        ),
        Verb(
            "end",
            gettext_lazy("End the partnership"),
            gettext_lazy("Ended."),
            "button-reject",
            reason_owed=True,
        ),
        Verb(
            "move",
            gettext_lazy("Move to another tier"),
            gettext_lazy("Moved. The company reads the reason."),
            "button-approve",
            reason_owed=True,
            places=True,
            follows=gettext_lazy(
                "Caps and the benefits proposed at an approval follow the new tier at once. "
                "What was granted before stays."
            ),
        ),
    )
}


class StandingForm(forms.Form):
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), choices=Tier.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The company reads it."), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, data: Any, verb: Verb, partner: Partner) -> None:
        super().__init__(data, initial={"tier": partner.tier}, label_suffix="")
        self.fields["reason"].required = verb.reason_owed
        self.fields["reason"].error_messages["required"] = _("Give the reason.")
        if verb.name == "move":
            self.fields["tier"].choices = [  # type: ignore[attr-defined]
                (tier.value, tier.label) for tier in membership.other_tiers(partner)
            ]
        if not verb.places:
            del self.fields["tier"]


def possible(partner: Partner, user: User) -> list[Verb]:
    """The verbs that the company's status allows, for those who may say them."""
    if not may_decide(partner, user):
        return []
    return [
        verb
        for name, verb in VERBS.items()
        if partner.status in membership.MOVES[name][0] and (name != "move" or membership.other_tiers(partner))
    ]


def may_decide(partner: Partner, user: User) -> bool:
    return user.role == Role.PROGRAMME_MANAGER or (user.is_coordinator and user.works_in(partner.region))


def respond(request: HttpRequest, partner: Partner, name: str, site: dict[str, Any]) -> HttpResponse:
    """Show the form, or say the verb and go back to the company."""
    verb = VERBS.get(name)
    if verb is None:
        raise Http404
    user = signed_in(request)
    if not may_decide(partner, user):
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
