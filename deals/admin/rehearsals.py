"""Rehearsals of proposed policies: how far each is, which cases differ and in what, and the same rows as CSV."""

import csv
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from deals.admin import rehearsed_words
from deals.bulk.returned import harmless
from deals.models import Rehearsal, RehearsedCase
from deals.rehearsal.asking import terms_sha256
from partners.admin.scope import ReadOnlyAdmin, signed_in

PER_PAGE, CHUNK = 50, 500
HEADINGS = ("registration", "partner", "region", "decided_at_utc", "what", "was", "would")
ALONG = ("registration__partner", "registration__region")


@admin.register(Rehearsal)
class RehearsalAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "by", "cases_known", "cases_done", "cases_differ", "ended_at")
    list_select_related = ("policy__region", "by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rehearsal]:
        return Rehearsal.objects.visible_to(signed_in(request)).select_related("policy__region", "by")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.csv_view)
        return [path("<int:object_id>/cases.csv", page, name="deals_rehearsal_csv"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        rehearsal = self.get_object(request, object_id)
        rows = RehearsedCase.objects.filter(rehearsal=rehearsal).select_related(*ALONG)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(rehearsal),
            "rehearsal": rehearsal,
            "outdated": rehearsal.terms_sha256 != terms_sha256(rehearsal.policy),
            "totals": [(rehearsed_words.label(what), count) for what, count in rehearsal.counts.items()],
            "sums": [(currency, *both) for currency, both in rehearsal.sums.items()],
            "page_obj": page,
            "cases": [(case.registration, list(rehearsed_words.lines(case.differences))) for case in page],
        }
        return TemplateResponse(request, "admin/deals/rehearsal.html", context)

    def csv_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """A row per difference, with plain codes, days and sums."""
        rehearsal = self.get_object(request, str(object_id))
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="rehearsal-{rehearsal.pk}.csv"'
        answer.write("\ufeff")
        writer = csv.writer(answer)
        writer.writerow(HEADINGS)
        for case in rehearsal.cases.select_related(*ALONG).iterator(chunk_size=CHUNK):
            for told in case.differences:
                writer.writerow([harmless(cell) for cell in (*_case(case), *told)])
        return answer


def _case(case: RehearsedCase) -> list[Any]:
    row = case.registration
    region = row.region.name if row.region else ""
    return [row.reference, row.partner.name, region, f"{row.decided_at:%Y-%m-%d %H:%M:%S}"]
