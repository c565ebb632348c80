"""The ledger of rewards: every claim with its state, sums per currency from the database, and the same rows as CSV."""

import csv
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from deals.admin.filters import RegionFilter
from deals.bulk.returned import harmless
from deals.models import Registration, RewardClaim
from deals.querysets import RewardClaimQuerySet
from deals.states import RewardState
from partners.admin.scope import ReadOnlyAdmin, signed_in

HEADINGS = (
    "registration", "partner", "region", "order", "ordered_on", "order_amount", "currency", "percent", "reward",
    "granted", "state", "claimed_at_utc", "paid_on", "payment",
)  # fmt: skip


class RewardRegionFilter(RegionFilter):
    field = "registration__region"


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, state.label) for state in RewardState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[RewardClaim]) -> QuerySet[RewardClaim]:
        if self.value() not in RewardState.values or not isinstance(queryset, RewardClaimQuerySet):
            return queryset
        return queryset.of_state(str(self.value()))


@admin.register(RewardClaim)
class RewardClaimAdmin(ReadOnlyAdmin):
    list_display = ("case", "partner", "order", "reward", "granted", "claim_state", "at", "paid_on")
    list_display_links = None
    list_filter = (StateFilter, RewardRegionFilter, "currency")
    list_select_related = ("registration__partner", "registration__region")
    search_fields = (
        "registration__reference",
        "registration__partner__name",
        "order_number",
        "payment_reference",
    )
    date_hierarchy = "at"
    actions = ["as_csv"]  # type: ignore[assignment]
    change_list_template = "admin/deals/rewardclaim/change_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Counted: a report may be asked for of all that fit the filters, across pages."""
        return ChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[RewardClaim]:
        rows = Registration.objects.visible_to(signed_in(request))
        return super().get_queryset(request).filter(registration__in=rows)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        shown = getattr(page, "context_data", None) or {}
        if "cl" in shown:
            shown["sums"] = sums(shown["cl"].queryset)
        return page

    @admin.display(description=_("registration"))
    def case(self, claim: RewardClaim) -> str:
        url = reverse("admin:deals_registration_change", args=[claim.registration_id])
        return format_html('<a href="{}">{}</a>', url, claim.registration.reference)

    @admin.display(description=_("partner"))
    def partner(self, claim: RewardClaim) -> str:
        return claim.registration.partner.name

    @admin.display(description=_("order"))
    def order(self, claim: RewardClaim) -> str:
        return f"{claim.order_number}: {claim.order_amount:,.2f} {claim.currency}"

    @admin.display(description=_("reward by the policy"))
    def reward(self, claim: RewardClaim) -> str:
        return f"{claim.amount:,.2f} {claim.currency}"

    @admin.display(description=_("granted"))
    def granted(self, claim: RewardClaim) -> str:
        return f"{claim.granted_amount:,.2f} {claim.currency}" if claim.granted_amount is not None else ""

    @admin.display(description=_("state"))
    def claim_state(self, claim: RewardClaim) -> Any:
        return claim.state.label

    @admin.action(description=_("Download as CSV"))
    def as_csv(self, request: HttpRequest, queryset: QuerySet[RewardClaim]) -> HttpResponse:
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="rewards.csv"'
        answer.write("\ufeff")
        writer = csv.writer(answer)
        writer.writerow(HEADINGS)
        for claim in queryset.select_related("registration__partner", "registration__region"):
            writer.writerow([harmless(cell) for cell in _cells(claim)])
        return answer


def sums(claims: QuerySet[RewardClaim]) -> list[Any]:
    """How many claims, and what they sum up to, per currency."""
    per_currency = claims.order_by().values("currency")
    return list(
        per_currency.annotate(
            claims=Count("pk"), claimed=Sum("amount"), granted=Sum("granted_amount")
        ).order_by("currency")
    )


def _cells(claim: RewardClaim) -> list[Any]:
    row = claim.registration
    return [
        row.reference, row.partner.name, row.region.name if row.region else "", claim.order_number, claim.ordered_on,
        claim.order_amount, claim.currency, claim.percent, claim.amount, claim.granted_amount, claim.state.value,
        f"{claim.at:%Y-%m-%d %H:%M:%S}", claim.paid_on, claim.payment_reference,
    ]  # fmt: skip
