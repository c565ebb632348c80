"""Bulk registration: the first page, and the page of one file wherever it stands."""

from datetime import datetime
from time import monotonic
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from deals.bulk import batches, report, work
from deals.caps import Caps, caps, policy_of
from deals.forms.bulk import BatchFileForm
from deals.models import Batch, BatchRow
from deals.refusals import Refused
from deals.views.access import member
from partners.clock import now
from partners.models import Partner
from validation.pipeline.files import FileRefused
from validation.wording import words

Stage = Batch.Stage
PAGE_SIZE = 25
LATEST = 10
# How long a request goes on with the work itself before it leaves the rest to the clock.
SECONDS = 1.0


class Counted(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: QuerySet[BatchRow], size: int, many: int) -> None:
        super().__init__(rows, size)
        self.many = many

    @cached_property
    def count(self) -> int:
        return self.many


def own_batch(request: HttpRequest, code: str) -> Batch:
    """The file, if this person's company brought it here. Raises Http404 otherwise, as if it did not exist."""
    if not code.isprintable():
        raise Http404
    rows = Batch.objects.visible_to(member(request)).select_related(
        "company__region", "by", "partner__region"
    )
    return get_object_or_404(rows, code=code)


def a_while(batch: Batch) -> None:
    """Go on with the work for a moment; whoever has a short file then finds it done."""
    until = monotonic() + SECONDS
    while work.in_short_steps(batch) and monotonic() < until and work.step(batch.pk, now()):
        pass


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, what the company brought in lately."""
    at, user = now(), member(request)
    company = user.partner
    assert company is not None
    if company.status != Partner.Status.ACTIVE:
        return render(request, "deals/register/not_active.html", {"partner": company})
    form = BatchFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.upload(file.read(), str(file.name), by=user, at=at)
        except FileRefused as refused:
            form.add_error("file", words(refused.remedy))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("registration-bulk-columns", batch.code)
    latest = Batch.objects.visible_to(user).select_related("by")
    latest = latest.annotate(came_in=Count("rows", filter=Q(rows__registration__isnull=False)))[:LATEST]
    return render(request, "deals/bulk/start.html", {"form": form, "latest": latest})


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """Where the file stands: still at work, its report, or what became of its rows."""
    at, row = now(), own_batch(request, batch)
    if row.stage == Stage.COLUMNS:
        return redirect("registration-bulk-columns", row.code)
    if request.method == "POST":
        return _mend(request, row, at)
    if row.at_work:
        return _progress(request, row)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    if row.stage == Stage.WRITTEN:
        return _result(request, row)
    return _report(request, row, at)


def _mend(request: HttpRequest, row: Batch, at: datetime) -> HttpResponse:
    user = member(request)
    try:
        if "drop" in request.POST:
            batches.drop(row, report.number(request.POST["drop"]), by=user, at=at)
            messages.success(request, _("The row was left out of this file."))
        else:
            changed = report.changed(row, request.POST)
            if changed:
                batches.mend(row, changed, by=user, at=at)
            lines = len({line for line, _column in changed})
            told = ngettext("%d row was checked again.", "%d rows were checked again.", lines) % lines
            messages.info(request, told if lines else _("Nothing was changed on this page."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    query = request.GET.urlencode()
    return redirect(f"{request.path}?{query}" if query else request.path)


def _progress(request: HttpRequest, row: Batch) -> HttpResponse:
    done, rows = work.progress(row)
    page = {"batch": row, "done": done, "rows": rows}
    part = "_progress" if request.htmx else "progress"  # type: ignore[attr-defined]
    return render(request, f"deals/bulk/{part}.html", page)


def _report(request: HttpRequest, row: Batch, at: datetime) -> HttpResponse:
    counts = report.counts(row)
    asked = request.GET.get("show", "")
    show = asked if asked in ("faults", "open") else "all"
    many = {"faults": counts.faulty, "open": counts.open}.get(show, counts.telling)
    rows = Counted(report.rows_with(row, show), PAGE_SIZE, many)
    found = rows.get_page(request.GET.get("page"))
    page = {
        "batch": row, "counts": counts, "show": show, "page": found, "lines": report.lines(row, found.object_list),
        "missing": batches.missing(row), "earlier": earlier(row),
        "caps": _caps(row, at), "trouble": trouble(row),
    }  # fmt: skip
    return render(request, "deals/bulk/report.html", page)


def _result(request: HttpRequest, row: Batch) -> HttpResponse:
    rows = row.rows.select_related("registration")
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    page: dict[str, Any] = {
        "batch": row, "page": found, "outcomes": report.outcomes(row), "lines": report.results(row, found.object_list),
        "left": row.rows.exclude(cells=[]).exists(),
    }  # fmt: skip
    return render(request, "deals/bulk/result.html", page)


def earlier(row: Batch) -> Batch | None:
    """The same file, brought in before."""
    same = Batch.objects.filter(company=row.company, sha256=row.sha256, stage=Stage.WRITTEN).exclude(
        pk=row.pk
    )
    return same.select_related("confirmed_by").first()


def trouble(row: Batch) -> str:
    """Why the last step did nothing, in words."""
    message = batches.refusal(row.trouble)
    return words(message) if message else ""


def _caps(row: Batch, at: datetime) -> Caps | None:
    """How much may still be submitted, where one company is concerned: its tier's caps warn as in the form."""
    company = row.partner or row.company
    if company.is_distributor:
        return None
    return caps(company, policy_of(company, at), at)
