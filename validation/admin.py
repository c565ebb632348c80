from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from validation.asked_imports import AskedImports, url_of
from validation.clock import now
from validation.findings import Message
from validation.forms import LOOKED_THROUGH_AT_ONCE, PipelineFileForm
from validation.models import KnownOpportunity, PipelineSync, SalesforceFeed
from validation.pipeline import Report, background, uploads
from validation.pipeline.bringing import bring_in
from validation.pipeline.preview import preview
from validation.pipeline.salesforce.health import health
from validation.pipeline.salesforce.turn import ask, the_feed
from validation.wording import words

LISTED_MOST = 10_000


class FirstPages(Paginator):
    """Pages over the first rows alone, since counting a million rows takes longer than reading a page."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows[:LISTED_MOST].count()


class LookOnly(admin.ModelAdmin):
    """Rows that people look at and never edit: commands and verbs write them."""

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(KnownOpportunity)
class KnownOpportunityAdmin(LookOnly):
    paginator = FirstPages
    list_display = (
        "record_id", "customer_name", "project_name", "country_name", "budget", "account_manager", "source", "state",
        "created_in_source_at",
    )  # fmt: skip
    fields = (
        "source", "record_id", "state", "customer_name", "customer_alias", "project_name", "country_name", "city",
        "budget", "starts_on", "closes_on", "lines", "domain", "tax_number", "account_manager", "registration_number",
        "opportunity_key", "created_in_source_at", "synced_at",
    )  # fmt: skip
    readonly_fields = ("country_name", "budget", "lines")
    list_filter = ("source", "state")
    search_fields = (
        "record_id", "customer_name", "customer_alias", "project_name", "=country", "=domain", "=tax_number",
        "=registration_number",
    )  # fmt: skip
    search_help_text = gettext_lazy(
        "Record, customer or project; or exactly a country code, web domain, tax number or registration number."
    )

    @admin.display(description=gettext_lazy("country"))
    def country_name(self, known: KnownOpportunity) -> str:
        return str(countries.name(known.country)) or known.country

    @admin.display(description=gettext_lazy("amount"))
    def budget(self, known: KnownOpportunity) -> str:
        if known.amount is None:
            return "–"
        return f"{number_format(known.amount, 2, force_grouping=True)} {known.currency}"

    @admin.display(description=gettext_lazy("product lines"))
    def lines(self, known: KnownOpportunity) -> str:
        return ", ".join(known.product_lines) or "–"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        listed = (response.context_data or {}).get("cl") if isinstance(response, TemplateResponse) else None
        if listed is not None and listed.result_count >= LISTED_MOST:
            messages.info(
                request,
                _("The newest %(most)s are listed. Search or filter to find the others.")
                % {"most": LISTED_MOST},
            )
        return response


@admin.register(PipelineSync)
class PipelineSyncAdmin(AskedImports, LookOnly):
    list_display = (
        "source", "started_at", "up_to_date", "rows", "created", "changed", "unchanged", "closed", "refused",
    )  # fmt: skip
    fields = (
        "source", "started_at", "completed_at", "rows", "created", "changed", "unchanged", "closed", "refused",
        "problem_list",
    )  # fmt: skip
    readonly_fields = ("problem_list",)
    search_fields = ("source",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    @admin.display(boolean=True, description=gettext_lazy("whole"))
    def up_to_date(self, sync: PipelineSync) -> bool:
        return sync.completed_at is not None

    @admin.display(description=gettext_lazy("problems"))
    def problem_list(self, sync: PipelineSync) -> str:
        if not sync.problems:
            return _("None")
        lines: SafeString = format_html_join(
            "",
            "<li>{} {} {} {}</li>",
            (
                (
                    _("Record %(record)s") % {"record": problem["record"]}
                    if "record" in problem
                    else _("Line %(line)s") % {"line": problem["line"]},
                    problem["column"],
                    f"“{problem['value']}”" if problem["column"] else "",
                    words(Message(problem["remedy"], problem["params"])),
                )
                for problem in sync.problems
            ),
        )
        return format_html("<ul>{}</ul>", lines)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Bring a file in: choose it, see what it would change, confirm."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        at = now()
        uploads.remove_abandoned(at)
        if "token" in request.POST:
            return self._confirmed(request, at)
        form = PipelineFileForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Bring in the pipeline"),
            "opts": self.opts,
            "form": form,
            "preview": None,
            **(extra_context or {}),
        }
        if request.method == "POST" and form.is_valid():
            file, chosen = form.cleaned_data.pop("file"), form.cleaned_data
            large = file.size > LOOKED_THROUGH_AT_ONCE
            upload = uploads.keep(file, user=request.user.pk, at=at, **chosen)
            if large:
                return HttpResponseRedirect(url_of(background.ask(upload, dry_run=True, at=at)))
            with uploads.opened(upload) as kept:
                context |= {"preview": preview(kept, upload.name, at=at, **chosen), "upload": upload}
        return TemplateResponse(request, "admin/validation/pipelinesync/import.html", context)

    def _confirmed(self, request: HttpRequest, at: datetime) -> HttpResponse:
        try:
            upload = uploads.find(request.POST["token"], user=request.user.pk)
        except uploads.NotKept:
            messages.error(request, _("This preview is no longer there. Choose the file again."))
            return HttpResponseRedirect(reverse("admin:validation_pipelinesync_add"))
        with uploads.opened(upload) as file:
            report = bring_in(file, upload.name, at=at, complete=upload.complete, good_rows=upload.good_rows)
        uploads.remove(upload)
        _tell(request, report)
        return HttpResponseRedirect(reverse("admin:validation_pipelinesync_changelist"))


@admin.register(SalesforceFeed)
class SalesforceFeedAdmin(LookOnly):
    """One page: how the pull from Salesforce fares. Who may change the feed may ask for a pull, and for no more."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.pull_view)
        return [path("pull/", page, name="validation_salesforcefeed_pull"), *super().get_urls()]

    def may_pull(self, request: HttpRequest) -> bool:
        return settings.SALESFORCE is not None and admin.ModelAdmin.has_change_permission(self, request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pull from Salesforce"),
            "opts": self.opts,
            "health": health(now()),
            "may_pull": self.may_pull(request),
        }
        return TemplateResponse(request, "admin/validation/salesforcefeed/health.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:validation_salesforcefeed_changelist"))

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.change_view(request, object_id)

    def pull_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a pull; the clock begins it."""
        if not self.may_pull(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        whole = "whole" in request.POST
        ask(now(), whole=whole)
        feed = the_feed()
        assert feed is not None
        self.log_change(request, feed, [{"changed": {"fields": ["whole_asked" if whole else "asked_at"]}}])
        messages.success(request, _("A pull is asked for. It begins within a minute."))
        return HttpResponseRedirect(reverse("admin:validation_salesforcefeed_changelist"))


def _tell(request: HttpRequest, report: Report) -> None:
    if not report.written:
        messages.error(request, _("Nothing was brought in: some rows cannot be read."))
        return
    messages.success(
        request,
        _("Brought in: %(created)s created, %(changed)s changed, %(unchanged)s unchanged, %(closed)s closed.")
        % {
            "created": report.created,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "closed": report.closed,
        },
    )
    if report.refused:
        messages.warning(request, _("Rows were left out, so the pipeline does not count as up to date."))
