"""The coordinator's queue and the pages behind it. Reading only: every change is a verb with a page of its own."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import triage
from deals.admin import batch, choices, decide, review_page
from deals.admin.columns import LookedAt, QueueColumns, waits
from deals.admin.filters import RegionFilter, StatusFilter, WaitsFilter
from deals.admin.pending import for_case
from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from partners.admin.scope import ReadOnlyAdmin, signed_in


@admin.register(Registration)
class RegistrationAdmin(QueueColumns, ReadOnlyAdmin):
    list_display = ["case", "partner_and_tier", "standing", "time_left", "to_look_at", "reviewed_by"]
    list_display_links = None
    empty_value_display = ""
    list_filter = [WaitsFilter, StatusFilter, RegionFilter]
    change_list_template = "admin/deals/registration/change_list.html"
    search_fields = ["search_text"]
    search_help_text = gettext_lazy("Reference, customer, project, partner, or tax number")
    actions = list(batch.BATCHES)  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        user = signed_in(request)
        rows = Registration.objects.visible_to(user, user.regions_at_hand if user.is_coordinator else None)
        return triage.in_order(rows, user) if waits(request.GET) else rows.order_by()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row of one case, without what only the order of the queue needs; 404 outside the person's regions."""
        rows = for_case(Registration.objects.visible_to(signed_in(request)))
        return get_object_or_404(rows, pk=int(object_id) if object_id.isdecimal() else 0)

    def get_ordering(self, request: HttpRequest) -> Any:
        """What waits, in the order of the queue; the whole file, newest first."""
        return triage.ORDER if waits(request.GET) else ["-pk"]

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """The whole file is sorted by what an index has in order."""
        return super().get_sortable_by(request) if waits(request.GET) else ["case"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        assert isinstance(queryset, RegistrationQuerySet)
        return queryset.sought(search_term), False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).is_coordinator

    @admin.action(description=gettext_lazy("Return, with one answer"), permissions=["decide"])
    def return_chosen(self, request: HttpRequest, queryset: QuerySet[Registration]) -> HttpResponse:
        return self._batch(request, queryset, "return_chosen")

    @admin.action(description=gettext_lazy("Reject, with one answer"), permissions=["decide"])
    def reject_chosen(self, request: HttpRequest, queryset: QuerySet[Registration]) -> HttpResponse:
        return self._batch(request, queryset, "reject_chosen")

    @admin.action(description=gettext_lazy("Remind the partner"), permissions=["decide"])
    def remind_chosen(self, request: HttpRequest, queryset: QuerySet[Registration]) -> HttpResponse:
        return self._batch(request, queryset, "remind_chosen")

    def _batch(self, request: HttpRequest, chosen: QuerySet[Registration], slug: str) -> HttpResponse:
        return batch.respond(request, chosen, slug, self.admin_site.each_context(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LookedAt

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": _("Queue")})

    def get_urls(self) -> list[URLPattern]:
        change, decide = (
            self.admin_site.admin_view(self.change_view),
            self.admin_site.admin_view(self.decide_view),
        )
        return [
            path(
                "choices/", self.admin_site.admin_view(self.choices_view), name="deals_registration_choices"
            ),
            path("<int:object_id>/change/", change, name="deals_registration_change"),
            path("<int:object_id>/decide/<slug:slug>/", decide, name="deals_registration_decide"),
            *super().get_urls(),
        ]

    def choices_view(self, request: HttpRequest) -> HttpResponse:
        return choices.respond(request, self.admin_site.each_context(request))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, str(object_id))
        return review_page.respond(request, row, self.admin_site.each_context(request))

    def decide_view(self, request: HttpRequest, object_id: int, slug: str) -> HttpResponse:
        row = self.get_object(request, str(object_id))
        respond = review_page.record if slug in review_page.VERDICTS else decide.respond
        return respond(request, row, slug, self.admin_site.each_context(request))
