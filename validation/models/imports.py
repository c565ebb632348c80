from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.models.sync import PipelineSync
from validation.querysets import PipelineImportQuerySet


class PipelineImport(models.Model):
    """A large pipeline file that the desk asked to look through or to bring in; a process of its own does it.

    It survives that process: what has no end is begun anew, and since a file is brought in whole or not at all,
    nothing is doubled. `asked_by` is the person's plain number, `counts` what was found, `report` the place of the
    list of bad rows in the private storage.
    """

    kept = models.CharField(max_length=200)
    name = models.CharField(_("file"), max_length=200)
    complete = models.BooleanField(_("whole pipeline"), default=False)
    good_rows = models.BooleanField(_("bad rows left out"), default=False)
    dry_run = models.BooleanField(_("only looked through"), default=True)
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField(_("asked at"))
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    report = models.CharField(max_length=200, blank=True)
    failure = models.CharField(_("trouble"), max_length=300, blank=True)
    sync = models.ForeignKey(PipelineSync, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PipelineImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked import")
        verbose_name_plural = _("asked imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
