"""Products and regions as lists that read as trees, in the order of the tree, however many pages they have."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.admin.long_list import LongList
from partners.admin.scope import ScopedAdmin, signed_in
from partners.admin.tree_words import last_day_words, placed
from partners.clock import now
from partners.last_days import LastDays, announced
from partners.models import Node, Region
from partners.querysets import tree_order
from partners.working_time import local_day

OPEN, ANNOUNCED, ENDED = "open", "announced", "ended"


def today_of(request: HttpRequest) -> date:
    """The day on the wall of the person who looks."""
    return local_day(now(), signed_in(request).zone)


def ends_of(model: type[Model]) -> LastDays:
    return announced().regions if model is Region else announced().products


class TreeList(LongList):
    """A page of a tree with what its rows are shown with: the rows right above them, and the last days announced."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: list[Any]
        parents = {row.parent_code for row in self.result_list} - {""}
        nodes: Any = self.model._default_manager
        above = {row.code: row for row in nodes.filter(code__in=parents)}
        ends, today = ends_of(self.model), today_of(request)
        for row in self.result_list:
            row.above = above.get(row.parent_code)
            row.open_now = ends.open(row.code, today)
            row.last_day_words = last_day_words(row.code, ends)


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("may be registered")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(OPEN, _("Yes")), (ANNOUNCED, _("Yes, and a last day is announced")), (ENDED, _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = queryset.model.objects
        open_now = rows.open_on(today_of(request)).values("pk")
        if self.value() == OPEN:
            return queryset.filter(pk__in=open_now)
        if self.value() == ANNOUNCED:
            ending = rows.under(rows.filter(ends_on__isnull=False)).values("pk")
            return queryset.filter(pk__in=open_now).filter(pk__in=ending)
        return queryset.exclude(pk__in=open_now) if self.value() == ENDED else queryset


class TreeAdmin(ScopedAdmin):
    """A node is found by name or code; its code stays as it is once given (docs/decisions/0009)."""

    list_display = ["placed", "may_register", "last_day", "code", "under"]
    list_display_links = ["placed"]
    list_filter = [OpenFilter]
    search_fields = ["code", "name"]
    # In any other order the rows would not read as a tree.
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[LongList]:
        return TreeList

    def get_ordering(self, request: HttpRequest) -> Any:
        return [tree_order()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    @admin.display(description=gettext_lazy("name"))
    def placed(self, node: Node) -> str:
        return placed(node)

    @admin.display(description=gettext_lazy("under"), empty_value="")
    def under(self, node: Any) -> str | None:
        if node.above is None:
            return None
        return format_html('<a href="{}">{}</a>', self.page_of(node.above), node.above)

    @admin.display(description=gettext_lazy("may be registered"))
    def may_register(self, node: Any) -> str:
        return _("Yes") if node.open_now else _("No")

    @admin.display(description=gettext_lazy("last day"), empty_value="")
    def last_day(self, node: Any) -> str | None:
        return node.last_day_words or None

    def page_of(self, node: Node) -> str:
        return reverse(f"admin:partners_{self.opts.model_name}_change", args=[node.pk])
