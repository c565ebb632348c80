"""The coordinator's queue and the pages behind it. Reading only: every change is a verb with a page of its own."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Exists, F, Model, OuterRef, Prefetch, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from deals.admin import decide, review_page
from deals.admin.columns import LookedAt, QueueColumns
from deals.admin.filters import RegionFilter, StatusFilter, WaitsFilter
from deals.models import Appeal, Check, Extension, PriceApplication, Proposal, Registration
from deals.querysets import RegistrationQuerySet
from deals.states import Status
from partners.admin.scope import ReadOnlyAdmin, signed_in

# With the coordinator first, by what is left of the promise; then what waits for nothing, newest first.
PROMISE = Case(When(status=Status.SUBMITTED, parked=False, then=F("decision_due_at")))


def with_waiting(rows: RegistrationQuerySet) -> QuerySet[Registration]:
    """With what waits for an answer and what the search found, read along in a fixed number of queries."""
    screened = Check.objects.filter(occasion="screen").order_by("pk")
    return rows.annotate(
        appealed=_open(Appeal, "answered_at"),
        extension_asked=_open(Extension, "answered_at"),
        price_asked=_open(PriceApplication, "answered_at"),
        proposed=_open(Proposal, "settled_at"),
    ).prefetch_related(Prefetch("checks", queryset=screened, to_attr="screenings"))


def _open(model: type[Model], answered: str) -> Exists:
    return Exists(model._default_manager.filter(registration=OuterRef("pk"), **{f"{answered}__isnull": True}))


@admin.register(Registration)
class RegistrationAdmin(QueueColumns, ReadOnlyAdmin):
    list_display = ["case", "partner_and_tier", "standing", "time_left", "to_look_at", "reviewed_by"]
    list_display_links = None
    empty_value_display = ""
    list_filter = [WaitsFilter, StatusFilter, RegionFilter]
    search_fields = ["reference", "customer_name", "project_name", "partner__name", "tax_number"]
    search_help_text = lazy("Reference, customer, project, partner, or tax number")
    ordering = [PROMISE.asc(nulls_last=True), "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        return with_waiting(Registration.objects.visible_to(signed_in(request)).for_pages())

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
            path("<int:object_id>/change/", change, name="deals_registration_change"),
            path("<int:object_id>/decide/<slug:slug>/", decide, name="deals_registration_decide"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, str(object_id))
        return review_page.respond(request, row, self.admin_site.each_context(request))

    def decide_view(self, request: HttpRequest, object_id: int, slug: str) -> HttpResponse:
        row = self.get_object(request, str(object_id))
        respond = review_page.record if slug in review_page.VERDICTS else decide.respond
        return respond(request, row, slug, self.admin_site.each_context(request))
