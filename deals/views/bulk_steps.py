"""The steps between a file and its registrations: what its columns mean, how its rows come in, or that they do not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deals.bulk import batches, report, sheets
from deals.forms.bulk import ENCODINGS, ColumnsForm, ConfirmForm
from deals.models import Batch
from deals.refusals import Refused
from deals.views.access import member
from deals.views.bulk import a_while, earlier, own_batch, trouble
from partners.clock import now
from validation.pipeline.files import FileRefused
from validation.wording import words

Stage = Batch.Stage


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, batch: str) -> HttpResponse:
    """What each column means, filled in as far as that is known."""
    at, row = now(), own_batch(request, batch)
    if row.stage not in (Stage.COLUMNS, Stage.CHECKED):
        return redirect("registration-bulk-batch", row.code)
    if request.method == "GET":
        return _columns(request, row, ColumnsForm(row, at))
    if "read" in request.POST:
        return _read_as(request, row)
    form = ColumnsForm(row, at, request.POST)
    if not form.is_valid():
        return _columns(request, row, form)
    try:
        batches.match(
            row, form.meaning(), by=member(request), at=at, day_order=form.cleaned_data["day_order"],
            partner=form.cleaned_data.get("partner"),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _columns(request, row, form)
    row.refresh_from_db(fields=["stage"])
    a_while(row)
    return redirect("registration-bulk-batch", row.code)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, batch: str) -> HttpResponse:
    """All rows or the good ones, as drafts or submitted."""
    at, row = now(), own_batch(request, batch)
    if row.stage != Stage.CHECKED:
        return redirect("registration-bulk-batch", row.code)
    counts = report.counts(row)
    first = {"rows": ConfirmForm.GOOD if counts.faulty else ConfirmForm.ALL}
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            batches.confirm(
                row,
                good_rows=said["rows"] == ConfirmForm.GOOD,
                submit=bool(said["submit"]),
                by=member(request),
                at=at,
            )
        except Refused as refusal:
            form.add_error("rows", str(refusal))
        else:
            row.refresh_from_db()
            a_while(row)
            return redirect("registration-bulk-batch", row.code)
    page = {
        "batch": row,
        "form": form,
        "counts": counts,
        "missing": batches.missing(row),
    }
    return render(request, "deals/bulk/confirm.html", page)


@require_POST
def discard(request: HttpRequest, batch: str) -> HttpResponse:
    """Throw the file away; nothing was brought in."""
    row = own_batch(request, batch)
    try:
        batches.discard(row, by=member(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("registration-bulk-batch", row.code)
    messages.success(request, _("%s was thrown away. Nothing was brought in from it.") % row.name)
    return redirect("registration-bulk")


def _read_as(request: HttpRequest, row: Batch) -> HttpResponse:
    try:
        batches.read_as(row, request.POST.get("encoding", ""), by=member(request))
    except FileRefused as refused:
        messages.error(request, words(refused.remedy))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("registration-bulk-columns", row.code)


def _columns(request: HttpRequest, row: Batch, form: ColumnsForm) -> HttpResponse:
    unread = bool(row.content)
    page = {
        "batch": row, "form": form, "columns": form.columns(report.samples(row)), "earlier": earlier(row),
        "trouble": trouble(row), "encodings": ENCODINGS if unread and row.kind == sheets.CSV else (),
        "matched": sum(bool(name) for name in row.meaning),
    }  # fmt: skip
    return render(request, "deals/bulk/columns.html", page)
