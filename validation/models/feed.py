from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.models.sync import PipelineSync


class SalesforceFeed(models.Model):
    """Where the pull from Salesforce stands: one row, written in the transaction of the page it speaks of.

    `watermark`, `deletions_until` and `reads_until` are instants by Salesforce's clock, the others by ours.
    """

    class Stage(models.TextChoices):
        IDLE = "idle", _("Waiting for the next pull")
        PREPARING = "preparing", _("Salesforce prepares the whole pipeline")
        LOADING = "loading", _("Reading the whole pipeline")
        CLOSING = "closing", _("Closing what is no longer there")
        CHANGES = "changes", _("Reading changes")
        DELETIONS = "deletions", _("Reading deletions")

    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.IDLE)
    sync = models.ForeignKey(
        PipelineSync, models.PROTECT, verbose_name=_("run"), null=True, blank=True, related_name="+",
        help_text=_("The run under way, or the last one."),
    )  # fmt: skip
    watermark = models.DateTimeField(_("changes are here up to"), null=True, blank=True)
    deletions_until = models.DateTimeField(_("deletions are here up to"), null=True, blank=True)
    reads_until = models.DateTimeField(_("the run reads up to"), null=True, blank=True)
    job = models.CharField(_("bulk job"), max_length=40, blank=True)
    place = models.CharField(_("place of the next page"), max_length=500, blank=True)
    index_at_end = models.BooleanField(
        _("the search index is built at the end"), default=False,
        help_text=_("In a first load, on whose rows nothing relies before it is whole."),
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked for at"), null=True, blank=True)
    whole_asked = models.BooleanField(_("a whole load is asked for"), default=False)
    closing_confirmed = models.BooleanField(_("closing most records was confirmed"), default=False)
    due_at = models.DateTimeField(_("next pull"), null=True, blank=True)
    lease = models.CharField(_("lease"), max_length=32, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    succeeded_at = models.DateTimeField(
        _("last success"), null=True, blank=True, help_text=_("When the last run began that came to its end.")
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failed_at = models.DateTimeField(_("last trouble at"), null=True, blank=True)
    trouble = models.JSONField(
        _("last trouble"), default=dict, blank=True, help_text=_("Template and parameters.")
    )
    calls_used = models.PositiveIntegerField(_("calls used in a day"), null=True, blank=True)
    calls_most = models.PositiveIntegerField(_("calls allowed in a day"), null=True, blank=True)

    class Meta:
        verbose_name = _("pull from Salesforce")
        verbose_name_plural = _("pull from Salesforce")

    def __str__(self) -> str:
        return self.get_stage_display()
