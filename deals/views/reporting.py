"""The reports of a company: its own totals and nobody else's."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deals.models import Registration
from deals.reports import csv_file, pages
from deals.reports.asked import Asked
from deals.reports.questions import Question, understood
from deals.reports.shelf import FOR_PARTNERS, Kind
from deals.views.access import member
from partners.clock import now
from partners.models import Partner

# A median or a share of fewer cases says more of each than of all.
LEAST = 5


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """One report at a time, chosen in the address together with its months."""
    kind, question, asked = _read(request)
    address = reverse("company-reports")
    context = pages.context(kind, question, asked, kind.report(asked))
    listed = [(each, _with(address, each, question)) for each in FOR_PARTNERS.values()]
    csv_url = _with(reverse("company-reports-csv"), kind, question)
    return render(
        request,
        "deals/reports.html",
        {**context, "listed": listed, "address": address, "csv_url": csv_url, "least": LEAST},
    )


@require_safe
def reports_csv(request: HttpRequest) -> HttpResponse:
    kind, _question, asked = _read(request)
    return csv_file.respond(kind, asked, kind.report(asked))


def _read(request: HttpRequest) -> tuple[Kind, Question, Asked]:
    user, at = member(request), now()
    zone = Partner.objects.get(people=user).zone
    kind = FOR_PARTNERS.get(request.GET.get("report", ""), next(iter(FOR_PARTNERS.values())))
    months: dict[str, Any] = {name: request.GET.get(name, "") for name in ("from", "to")}
    question = understood(months, at.astimezone(zone).date(), {})
    return kind, question, question.asked(Registration.objects.visible_to(user), zone, at, least=LEAST)


def _with(address: str, kind: Kind, question: Question) -> str:
    return f"{address}?{urlencode({'report': kind.slug, **question.query})}"
