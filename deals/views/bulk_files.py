"""Files that bulk registration hands out: the template, and the same file back with what to mend."""

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from deals.bulk import blank, returned
from deals.bulk.known import names
from deals.models import Batch
from deals.views.access import member
from deals.views.bulk import own_batch
from partners.clock import now

Stage = Batch.Stage


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """A file to fill in, with an example and, in the workbook, explanations and codes."""
    company = member(request).partner
    assert company is not None
    content, content_type = blank.template(company, kind, now())
    return _attachment(content, content_type, f"registrations.{kind}")


@require_safe
def remedies(request: HttpRequest, batch: str) -> HttpResponse:
    """The same file with a column that says what to mend; after the rows came in, those that stayed out."""
    row = own_batch(request, batch)
    if row.stage not in (Stage.CHECKED, Stage.WRITTEN):
        return redirect("registration-bulk-batch", row.code)
    content, content_type = returned.file_of(row, names())
    path = PurePath(row.name)
    return _attachment(content, content_type, f"{path.stem}-to-mend.{row.kind}")


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
