"""The page of a node: what stands above and under it, until when it may be registered, the verbs of its last day."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from partners import trees
from partners.admin.last_day import LastDayForm, counts
from partners.admin.scope import ReadOnlyInline, signed_in
from partners.admin.tree_list import TreeAdmin, ends_of, today_of
from partners.admin.tree_words import open_words
from partners.clock import now
from partners.models import TreeEvent

UNDER_MOST = 100


class TreeEventInline(ReadOnlyInline):
    model = TreeEvent
    fields = ["at", "kind", "ends_on", "other_code", "reason", "by"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by")


class TreePage(TreeAdmin):
    change_form_template = "admin/partners/node.html"
    inlines = [TreeEventInline]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Changes are shown once there are any."""
        shown = obj is not None and obj.events.exists()
        return [each for each in self.inlines if shown or each is not TreeEventInline]

    def get_urls(self) -> list[URLPattern]:
        page, name = (
            self.admin_site.admin_view(self.last_day_view),
            f"partners_{self.opts.model_name}_last_day",
        )
        return [path("<int:object_id>/last-day/", page, name=name), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        node = self.get_object(request, object_id)
        return super().change_view(
            request, object_id, form_url, {**self.beside(request, node), **(extra_context or {})}
        )

    def beside(self, request: HttpRequest, node: Any) -> dict[str, Any]:
        """The line up to the top, what stands right under, and whether deals may be registered."""
        rows, ends, today = self.model._default_manager, ends_of(self.model), today_of(request)
        above = rows.above(node.code).exclude(pk=node.pk).in_order()
        under = list(rows.right_under(node.code).in_order()[: UNDER_MOST + 1])
        return {
            "above": [(each, self.page_of(each)) for each in above],
            "under": [
                (each, self.page_of(each), open_words(each.code, ends, today)) for each in under[:UNDER_MOST]
            ],
            "more_under": len(under) > UNDER_MOST,
            "open_words": open_words(node.code, ends, today),
            "list_url": f"admin:partners_{self.opts.model_name}_changelist",
            "last_day_url": f"admin:partners_{self.opts.model_name}_last_day",
            "anew_url": f"admin:partners_{self.opts.model_name}_anew",
            "may_decide": self.has_change_permission(request, node),
        }

    def last_day_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Announce the last day of a node, or lift it; what ends with it is told first."""
        node, at = self.get_object(request, str(object_id)), now()
        if not self.has_change_permission(request, node):
            raise PermissionDenied
        form = LastDayForm(request.POST or None, label_suffix="", initial={"last_day": node.ends_on})
        lifts = "lift" in request.POST
        if lifts:
            del form.fields["last_day"]
        if request.method == "POST" and form.is_valid():
            try:
                if lifts:
                    trees.lift_end(node, by=signed_in(request), at=at, **form.cleaned_data)
                else:
                    trees.announce_end(node, by=signed_in(request), at=at, **form.cleaned_data)
            except trees.TreeError as trouble:
                form.add_error(trouble.about if trouble.about in form.fields else None, str(trouble))
            else:
                messages.success(
                    request, _("The last day is lifted.") if lifts else _("The last day is announced.")
                )
                return redirect(self.page_of(node))
        context = {
            **self.admin_site.each_context(request), **self.beside(request, node), "opts": self.opts, "node": node,
            "title": _("Last day"), "form": form, "node_url": self.page_of(node), "counts": counts(node),
            "earliest": trees.earliest_last_day(at),
        }  # fmt: skip
        return TemplateResponse(
            request, "admin/partners/last_day.html", context, status=422 if form.errors else 200
        )
