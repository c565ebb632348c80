"""The last task: supporting files; and handing a file to whoever may see its registration."""

from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import drafts
from deals.answers import BY_SLUG
from deals.checklist import beside, checklist
from deals.forms.upload import FILES_MOST, UploadForm, title_of
from deals.models import Registration
from deals.refusals import Refused
from deals.states import Status
from deals.views.access import member
from deals.views.task_list import closed, open_tasks, written
from partners.clock import now


@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Add and remove files; the page itself is the list."""
    at, row = now(), written(request, reference)
    if elsewhere := closed(request, row):
        return elsewhere
    if request.method == "GET":
        return _render(request, row, UploadForm(0), at)
    if "remove" in request.POST:
        return _remove(request, row, request.POST["remove"], at)
    onward = redirect(
        "registration-check" if "onward" in request.POST else "registration-documents", reference
    )
    if "onward" in request.POST and "document" not in request.FILES:
        return onward
    form = UploadForm(len(row.documents.all()), request.POST, request.FILES)
    if not form.is_valid() or form.kind is None:
        return _render(request, row, form, at)
    upload = form.cleaned_data["document"]
    try:
        drafts.attach(
            row,
            upload,
            title=title_of(upload),
            content_type=form.kind.content_type,
            by=member(request),
            at=at,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%s was added.") % title_of(upload))
    return onward


@require_safe
def download(request: HttpRequest, reference: str, sha256: str) -> FileResponse:
    """A file as an attachment, never shown inline, for the partner's people and the vendor's people of its region."""
    row = get_object_or_404(Registration.objects.visible_to(request.user), reference=reference)
    document = row.documents.filter(sha256=sha256).first()
    if document is None:
        raise Http404
    response = FileResponse(document.content.open("rb"), as_attachment=True, filename=document.title)
    response.headers["Content-Type"] = document.content_type
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _remove(request: HttpRequest, row: Registration, sha256: str, at: datetime) -> HttpResponse:
    document = row.documents.filter(sha256=sha256).first()
    if document is not None:
        try:
            drafts.detach(document, by=member(request), at=at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%s was removed.") % document.title)
    return redirect("registration-documents", row.reference)


def _render(request: HttpRequest, row: Registration, form: UploadForm, at: datetime) -> HttpResponse:
    kept, this, among = list(row.documents.all()), BY_SLUG["documents"], open_tasks(row)
    page = {
        "row": row, "task": this, "form": form, "documents": kept, "beside": beside(checklist(row, at), this),
        "mistakes": form.mistakes(), "full": len(kept) >= FILES_MOST, "removable": row.status == Status.DRAFT,
        "position": among.index(this) + 1, "among": len(among),
    }  # fmt: skip
    return render(request, "deals/register/documents.html", page)
