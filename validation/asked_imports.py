"""The desk's pages of a large import: how far it is, what it found, and bringing in what was looked through."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from validation.clock import now
from validation.findings import Message
from validation.models import PipelineImport
from validation.pipeline import background
from validation.wording import words


def url_of(asked: PipelineImport) -> str:
    return reverse("admin:validation_pipelinesync_asked", args=[asked.pk])


class AskedImports:
    """Mixed into the admin of imports: who may bring files in sees these pages, and nobody else."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("asked/<int:pk>/", page(self.asked_view), name="validation_pipelinesync_asked"),
            path("asked/<int:pk>/rows/", page(self.rows_view), name="validation_pipelinesync_rows"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def asked_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Progress while it runs, then the result; a press brings in what was looked through."""
        asked = self._asked(request, pk)
        if request.method == "POST":
            if not importable(asked):
                messages.error(request, _("This cannot be brought in any more. Choose the file again."))
                return HttpResponseRedirect(url_of(asked))
            begun = background.bring_in_after(asked, by=request.user.pk or 0, at=now())
            return HttpResponseRedirect(url_of(begun))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Bring in the pipeline"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "asked": asked,
            "importable": importable(asked),
            "problems": [(each, words(Message(each["remedy"], each["params"]))) for each in asked.problems],
        }
        return TemplateResponse(request, "admin/validation/pipelinesync/asked.html", context)

    def rows_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Every bad row as a CSV file."""
        asked = self._asked(request, pk)
        if not asked.report or not default_storage.exists(asked.report):
            raise Http404
        file = default_storage.open(asked.report, "rb")
        return FileResponse(
            file, as_attachment=True, filename=f"rows-{asked.pk}.csv", content_type="text/csv"
        )

    def _asked(self, request: HttpRequest, pk: int) -> PipelineImport:
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        return get_object_or_404(PipelineImport, pk=pk)


def importable(asked: PipelineImport) -> bool:
    """Whether what was looked through would change anything, and its file is still kept."""
    counts = asked.counts
    if not asked.dry_run or not counts or counts["broken"] or asked.failure:
        return False
    good = not counts["refused"] or (asked.good_rows and counts["refused"] < counts["rows"])
    return good and default_storage.exists(asked.kept)
