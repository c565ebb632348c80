"""Check your answers, submit, and the receipt as a page and as a paper."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import acceptance, changes, countdowns, drafts, lifecycle, receipts
from deals.answers import sections
from deals.checklist import Point, beside, checklist, of_findings
from deals.drafts import open_answers
from deals.forms.attestation import AttestationForm
from deals.models import Registration
from deals.refusals import Conflict, NotAcceptable, Refused
from deals.states import Status
from deals.views.access import member, version_seen
from deals.views.task_list import closed, written
from partners.clock import now


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Every answer on one page, the two attestations, and the button that submits.

    Of several posts at once the first submits and the others land on its receipt.
    """
    at, row = now(), written(request, reference)
    if not open_answers(row):
        return _after(row)
    if elsewhere := closed(request, row):
        return elsewhere
    if request.method == "GET":
        return _render(request, row, AttestationForm(row), at)
    form = AttestationForm(row, request.POST)
    form.is_valid()
    try:
        _submit(request, row, form, at)
    except NotAcceptable as refusal:
        points = of_findings(row, refusal.failing).points
        for point in points:
            if point.field in form.fields:
                form.add_error(point.field, point.words)
        return _render(request, row, form, at, points)
    except Refused as refusal:
        fresh = written(request, reference)
        if not open_answers(fresh):
            return _after(fresh)
        messages.error(request, _changed(refusal))
        return _render(request, fresh, form, at)
    return redirect("registration-receipt", reference)


@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """What was submitted, when, with which place in line, and what happens next. It can be kept and printed."""
    at, row = now(), written(request, reference)
    submission = row.submissions.last()
    if submission is None:
        return redirect("registration-edit", reference)
    page = {
        "row": row, "submission": submission, "record": receipts.record(row, submission),
        "rules": receipts.rules(row.pinned_policy), "waiting": row.status == Status.SUBMITTED,
        "sections": receipts.sections(row, submission, member(request)),
        "documents": receipts.documents(row, submission), "deadline": countdowns.decision_deadline(row, at),
    }  # fmt: skip
    return render(request, "deals/register/receipt.html", page)


@require_safe
def receipt_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt as a PDF to keep, in the reader's language and time."""
    row = written(request, reference)
    submission = row.submissions.last()
    if submission is None:
        raise Http404
    paper = HttpResponse(receipts.pdf(row, submission, member(request)), content_type="application/pdf")
    paper.headers["Content-Disposition"] = f'attachment; filename="{row.reference}.pdf"'
    paper.headers["Cache-Control"] = "private, no-store"
    return paper


def _submit(request: HttpRequest, row: Registration, form: AttestationForm, at: datetime) -> None:
    user, seen = member(request), version_seen(request)
    # One transaction, so that whoever waits for the lock finds the registration submitted, not half way.
    with transaction.atomic():
        attested = drafts.edit(row, form.cleaned_data, by=user, at=at, version=seen)
        lifecycle.submit(attested, by=user, at=at, version=attested.version)


def _after(row: Registration) -> HttpResponse:
    page = "registration-receipt" if row.status == Status.SUBMITTED else "registration-detail"
    return redirect(page, row.reference)


def _changed(refusal: Refused) -> str:
    if isinstance(refusal, Conflict):
        return _("Somebody changed an answer while you looked. Check the answers again, then submit.")
    return str(refusal)


def _render(
    request: HttpRequest,
    row: Registration,
    form: AttestationForm,
    at: datetime,
    points: Sequence[Point] = (),
) -> HttpResponse:
    opened = set(open_answers(row))
    page = {
        "row": row, "form": form, "points": points, "sections": sections(row),
        "beside": beside(checklist(row, at), None),
        "open_tasks": [section.task.slug for section in sections(row) if opened & set(section.task.names)],
        "returned": row.status == Status.RETURNED, "keeps_place": acceptance.keeps_place(row, at),
        "changes": changes.since_submission(row) if row.status == Status.RETURNED else (),
    }  # fmt: skip
    return render(request, "deals/register/check.html", page)
