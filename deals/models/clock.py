from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.states import Clock, PauseReason


class DeadlineWarning(models.Model):
    """One warning of one deadline, and when its mail was really handed to the mail server."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="warnings")
    clock = models.CharField(max_length=10, choices=Clock)
    deadline = models.DateTimeField()
    days_left = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "clock", "deadline", "days_left"], name="one_warning_per_occurrence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.clock} {self.days_left}"


class Pause(models.Model):
    """A time in which the update clock stood still, with its reason (rulebook, *Pauses*)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="pauses")
    reason = models.CharField(_("reason"), max_length=12, choices=PauseReason)
    started_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "reason"],
                condition=Q(ended_at__isnull=True),
                name="one_running_pause_a_reason",
            )
        ]
        indexes = [models.Index(fields=["until_at"], condition=Q(ended_at__isnull=True), name="due_for_thaw")]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.reason}"


class Outage(models.Model):
    """A time in which partners could not update; it is added to every update deadline that was running."""

    started_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("until"))
    note = models.CharField(_("what happened"), max_length=300)
    credited_at = models.DateTimeField(_("credited"), null=True, editable=False)

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gt=models.F("started_at")),
                name="outage_ends_after_it_starts",
                violation_error_message=_("The end lies before the start. Choose a later end."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} UTC"


class Tick(models.Model):
    """One look of the clock at the database: what it found due, and how many rows it failed on."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("tick of the clock")
        verbose_name_plural = _("ticks of the clock")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S} UTC"

    @property
    def failed(self) -> int:
        """Rows whose step broke; each is in the log and tried again by the next tick."""
        return int(self.done.get("failed", 0))
