"""The full evidence of a registration, for the vendor's people of its region."""

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from deals import evidence
from deals.models import Registration
from partners.clock import now
from partners.models import User

log = structlog.get_logger(__name__)


@require_safe
def download(request: HttpRequest, reference: str) -> HttpResponse:
    """One signed ZIP; a partner, who sees its own side on the pages, gets 404. Who took it is in the log."""
    user = request.user
    if not isinstance(user, User) or user.is_partner:
        raise Http404
    row = get_object_or_404(Registration.objects.visible_to(user), reference=reference)
    file = HttpResponse(evidence.export(row, by=user, at=now()), content_type="application/zip")
    file.headers["Content-Disposition"] = f'attachment; filename="{row.reference}-evidence.zip"'
    file.headers["Cache-Control"] = "private, no-store"
    log.info("evidence_exported", registration=row.pk, by=user.pk)
    return file
