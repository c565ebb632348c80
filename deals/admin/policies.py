"""Policies at the desk, with what this app can say of a version: worked examples of its clocks, its rehearsals."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path

from deals.admin import policy_examples
from deals.models import Rehearsal
from deals.refusals import Refused
from deals.rehearsal import asking
from partners.admin.policies import PolicyAdmin
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import Policy

REHEARSALS_SHOWN = 5

admin.site.unregister(Policy)


@admin.register(Policy)
class PolicyDesk(PolicyAdmin):
    change_form_template = "admin/deals/policy.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.rehearse_view)
        return [path("<int:object_id>/rehearse/", page, name="partners_policy_rehearse"), *super().get_urls()]

    def beside(self, request: HttpRequest, policy: Policy) -> dict[str, Any]:
        user = signed_in(request)
        rehearsals = Rehearsal.objects.visible_to(user).filter(policy=policy).select_related("policy__region")
        return {
            **super().beside(request, policy),
            "examples": policy_examples.examples(policy, now().year),
            "may_rehearse": policy.starts_at > now() and asking.may_ask(policy, user),
            "rehearsals": rehearsals[:REHEARSALS_SHOWN],
        }

    def rehearse_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask for a rehearsal; the page of the rehearsal tells how far it is."""
        policy, user = self.get_object(request, str(object_id)), signed_in(request)
        if not asking.may_ask(policy, user):
            if user.is_coordinator:
                raise Http404
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            rehearsal = asking.ask(policy, by=user, at=now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("admin:partners_policy_change", policy.pk)
        return redirect("admin:deals_rehearsal_change", rehearsal.pk)
