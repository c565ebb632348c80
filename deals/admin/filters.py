"""The queue's filters: what waits, status, region. Choices never name a region outside one's own."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from deals.admin.history import title as event_title
from deals.admin.waiting import WAITS
from deals.admin.words import desk_label
from deals.moves import KINDS
from deals.querysets import RegistrationQuerySet
from deals.states import Status
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import Region

Choices = Iterable[tuple[Any, Any]]


class WaitsFilter(admin.SimpleListFilter):
    title = _("what waits")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(wait.code, wait.label) for wait in WAITS.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wait = WAITS.get(self.value() or "")
        if wait is None or not isinstance(queryset, RegistrationQuerySet):
            return queryset
        return wait.among(queryset, signed_in(request), now())


class StatusFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        every = [(status.value, desk_label(status)) for status in Status if status is not Status.DRAFT]
        return [("any", _("Any status")), *every]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(status=self.value()) if self.value() in Status.values else queryset


class RegionFilter(admin.SimpleListFilter):
    """A region with everything under it; a coordinator chooses among the assigned ones alone."""

    title = _("region")
    parameter_name = "region"
    field = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        user = signed_in(request)
        regions = user.regions_at_hand if user.is_coordinator else Region.objects.all()
        return [(region.code, region.name) for region in regions]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        if not code:
            return queryset
        inside = Q(**{f"{self.field}__code": code}) | Q(**{f"{self.field}__code__startswith": f"{code}."})
        return queryset.filter(inside)


class KindFilter(admin.SimpleListFilter):
    title = _("what happened")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return sorted(((kind, event_title(kind)) for kind in KINDS), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset
