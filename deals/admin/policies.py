"""Policies at the desk, with what only this app can say of a version: its clocks as worked examples."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from deals.admin import policy_examples
from partners.admin.policies import PolicyAdmin
from partners.clock import now
from partners.models import Policy

admin.site.unregister(Policy)


@admin.register(Policy)
class PolicyDesk(PolicyAdmin):
    change_form_template = "admin/deals/policy.html"

    def beside(self, request: HttpRequest, policy: Policy) -> dict[str, Any]:
        return {
            **super().beside(request, policy),
            "examples": policy_examples.examples(policy, now().year),
        }
