"""The reports at the desk: of the regions a person sees, with the filters in the address."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals.models import Registration
from deals.reports import csv_file, pages
from deals.reports.asked import Asked
from deals.reports.questions import Question, understood
from deals.reports.shelf import KINDS, Kind
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import Region
from partners.tiers import Tier

# Months of regions in many zones need one zone that is the same for every reader.
ZONE = ZoneInfo("UTC")


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """For the place below the desk's address where reports stand."""
    return [
        path("", site.admin_view(index), name="desk-reports"),
        path("<slug:report>/", site.admin_view(report_page), name="desk-report"),
        path("<slug:report>.csv", site.admin_view(report_csv), name="desk-report-csv"),
    ]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every report with what it says."""
    context = {**admin.site.each_context(request), "title": _("Reports"), "kinds": list(KINDS.values())}
    return TemplateResponse(request, "admin/deals/reports/index.html", context)


@require_safe
def report_page(request: HttpRequest, report: str) -> HttpResponse:
    kind, question, asked, regions = _read(request, report)
    query = urlencode(question.query)
    context = {
        **admin.site.each_context(request),
        **pages.context(kind, question, asked, kind.report(asked)),
        "title": kind.title,
        "regions": regions.items(),
        "tiers": Tier.choices,
        "listed": [(each, f"{reverse('desk-report', args=[each.slug])}?{query}") for each in KINDS.values()],
        "csv_url": f"{reverse('desk-report-csv', args=[kind.slug])}?{query}",
    }
    return TemplateResponse(request, "admin/deals/reports/report.html", context)


@require_safe
def report_csv(request: HttpRequest, report: str) -> HttpResponse:
    kind, _question, asked, _regions = _read(request, report)
    return csv_file.respond(kind, asked, kind.report(asked))


def _read(request: HttpRequest, slug: str) -> tuple[Kind, Question, Asked, dict[str, str]]:
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404
    user, at = signed_in(request), now()
    of_user: Any = user.covered_regions() if user.is_coordinator else Region.objects.all()
    regions = dict(of_user.values_list("code", "name"))
    question = understood(request.GET.dict(), at.date(), regions)
    return kind, question, question.asked(Registration.objects.visible_to(user), ZONE, at), regions
