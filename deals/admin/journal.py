"""The journal of changes, the ledger of outages and the heartbeat of the clock."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from deals.admin.filters import KindFilter
from deals.admin.history import title
from deals.admin.words import desk_label
from deals.models import Event, Export, Outage, Registration, Tick
from partners.admin.scope import ReadOnlyAdmin, ScopedAdmin, signed_in
from partners.models import Partner


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Every change with the hash that seals it."""

    list_display = ["sequence", "registration", "what_happened", "state_afterwards", "actor", "at"]
    list_select_related = ["registration", "actor"]
    list_filter = [KindFilter]
    search_fields = ["registration__search_text"]
    search_help_text = _("Reference, customer, project, partner, or tax number")
    ordering = ["-sequence"]
    readonly_fields = ["what_happened", "state_afterwards"]
    fields = [
        "sequence", "registration", "version", "what_happened", "state_afterwards", "at", "recorded_at", "actor",
        "payload", "previous_hash", "hash",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        visible = Registration.objects.visible_to(signed_in(request))
        return super().get_queryset(request).filter(registration__in=visible)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        if not search_term:
            return queryset, False
        return queryset.filter(registration__in=Registration.objects.sought(search_term).values("pk")), False

    @admin.display(description=_("what happened"))
    def what_happened(self, event: Event) -> str:
        return title(event.kind)

    @admin.display(description=_("status afterwards"))
    def state_afterwards(self, event: Event) -> str:
        return str(desk_label(event.status))


@admin.register(Outage)
class OutageAdmin(ScopedAdmin):
    """A programme manager adds an outage; once the clock has credited it, it stays as it is."""

    list_display = ["started_at", "ended_at", "note", "credited_at"]
    readonly_fields = ["credited_at"]

    def has_change_permission(self, request: HttpRequest, obj: Outage | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.credited_at is None)


@admin.register(Tick)
class TickAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "ended_at", "done"]


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    """Who took registrations out of the portal, and which."""

    list_display = ["at", "partner", "by", "kind", "row_count"]
    list_select_related = ["partner", "by"]
    fields = ["at", "partner", "by", "kind", "filters", "columns", "row_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Export]:
        visible = Partner.objects.visible_to(signed_in(request))
        return super().get_queryset(request).filter(partner__in=visible)
