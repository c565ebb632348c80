"""A document added after submission; on an approved registration the next update counts by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import drafts
from deals.actions import BY_VERB, may
from deals.forms.upload import UploadForm, title_of
from deals.refusals import Refused
from deals.states import Status
from deals.views.access import member, own
from partners.clock import now


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """One file at a time; what is kept already is on the registration's page."""
    user, at = member(request), now()
    row = own(request, reference)
    if not may(BY_VERB["attach"], row, user, at):
        words = _("This cannot be done while the registration is: %s.") % row.get_status_display()
        messages.warning(request, words)
        return redirect("registration-detail", row.reference)
    kept = row.documents.count()
    form = UploadForm(kept, request.POST, request.FILES) if request.method == "POST" else UploadForm(kept)
    if not form.is_bound or not form.is_valid() or form.kind is None:
        return render(request, "deals/attach.html", {"row": row, "form": form})
    upload = form.cleaned_data["document"]
    kind = form.kind.content_type
    try:
        drafts.attach(row, upload, title=title_of(upload), content_type=kind, by=user, at=at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("registration-detail", row.reference)
    messages.success(request, _("%s was added.") % title_of(upload))
    if row.status != Status.APPROVED:
        return redirect("registration-detail", row.reference)
    messages.info(request, _("Save an update now: with the new document it counts."))
    return redirect("registration-update", row.reference)
