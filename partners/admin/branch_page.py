"""The page on which a branch is closed and opened anew in another place: the place, what follows, then the word."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import branches
from partners.admin.last_day import LastDayForm
from partners.admin.scope import signed_in
from partners.admin.tree_page import TreePage
from partners.clock import now
from partners.models import Node
from partners.trees import TreeError, earliest_last_day


class PlaceForm(forms.Form):
    parent = forms.CharField(
        label=gettext_lazy("Code of what it shall stand under"), required=False, max_length=60,
        help_text=gettext_lazy("As the list shows it. Left empty, it becomes a top of the tree."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )  # fmt: skip


class AnewForm(LastDayForm):
    """`parent` and `seen` say what was looked at; the tick is asked for where somebody gains or loses scope."""

    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    looked = forms.BooleanField(
        label=gettext_lazy("I have looked at who gains and who loses, and it is meant so"),
        error_messages={"required": gettext_lazy("Look at who gains and who loses, and tick this if it is meant so.")},
    )  # fmt: skip
    field_order = ["parent", "seen", "last_day", "reason", "looked"]


class BranchPage(TreePage):
    def get_urls(self) -> list[URLPattern]:
        page, name = self.admin_site.admin_view(self.anew_view), f"partners_{self.opts.model_name}_anew"
        return [path("<int:object_id>/anew/", page, name=name), *super().get_urls()]

    def anew_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Without a place the page asks for one; with it, it shows what follows and asks for the word."""
        node, at = self.get_object(request, str(object_id)), now()
        if not self.has_change_permission(request, node):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        place = PlaceForm(given if "parent" in given else None, label_suffix="")
        found, form = None, None
        if place.is_bound and place.is_valid():
            try:
                found = branches.look(node, place.cleaned_data["parent"].strip(), at)
            except TreeError as trouble:
                place.add_error("parent" if trouble.about else None, str(trouble))
        if found is not None:
            first = {
                "parent": place.cleaned_data["parent"].strip(),
                "seen": found.seal,
                "last_day": node.ends_on,
            }
            form = AnewForm(request.POST or None, label_suffix="", initial=first)
            if not found.widens_or_narrows:
                del form.fields["looked"]
            if request.method == "POST" and form.is_valid():
                done = self._say(request, node, form)
                if done is not None:
                    return redirect(self.page_of(done))
        context = {
            **self.admin_site.each_context(request), **self.beside(request, node), "opts": self.opts, "node": node,
            "title": _("Open anew elsewhere"), "place": place, "form": form, "found": found,
            "seal": found.seal if found else "", "node_url": self.page_of(node), "earliest": earliest_last_day(at),
            "cases": self.cases(node) if found else [],
        }  # fmt: skip
        wrong = place.errors or (form is not None and form.errors)
        return TemplateResponse(request, "admin/partners/branch.html", context, status=422 if wrong else 200)

    def cases(self, node: Node) -> list[tuple[Any, int]]:
        """How many registrations name the branch, in words and numbers; only who knows registrations can say."""
        return []

    def _say(self, request: HttpRequest, node: Any, form: AnewForm) -> Node | None:
        said = form.cleaned_data
        try:
            copy: Node = branches.open_anew(
                node, said["parent"], last_day=said["last_day"], seen=said["seen"], by=signed_in(request), at=now(),
                reason=said["reason"],
            )  # fmt: skip
        except TreeError as trouble:
            form.add_error(trouble.about if trouble.about in form.fields else None, str(trouble))
            return None
        messages.success(request, _("Opened anew; the old one has its last day."))
        return copy
