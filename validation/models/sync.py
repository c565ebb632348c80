from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.querysets import PipelineSyncQuerySet


class PipelineSync(models.Model):
    """One bringing-in of the vendor's pipeline. The last complete one tells how old the mirror is."""

    source = models.CharField(_("source"), max_length=200)
    started_at = models.DateTimeField(_("started at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows read"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    closed = models.PositiveIntegerField(
        _("closed"), default=0, help_text=_("Rows that a whole file no longer had.")
    )
    refused = models.PositiveIntegerField(_("refused"), default=0)
    problems = models.JSONField(
        _("problems"), default=list, help_text=_("Line, column, value and remedy of each.")
    )

    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    whole = models.BooleanField(default=False, editable=False)

    objects = PipelineSyncQuerySet.as_manager()

    class Meta:
        verbose_name = _("pipeline import")
        verbose_name_plural = _("pipeline imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M} UTC"
