from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.states import Status


class Event(models.Model):
    """One change of a registration, append-only. `sequence` is the order of commits; `hash` covers the row before.

    The payload holds codes, numbers, dates and row keys; never personal data, so the chain survives erasure.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="events")
    version = models.PositiveIntegerField()
    kind = models.CharField(_("what happened"), max_length=40)
    status = models.CharField(_("status afterwards"), max_length=12, choices=Status)
    at = models.DateTimeField(_("at"))
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    payload = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "version"], name="one_event_per_version")
        ]

    def __str__(self) -> str:
        return gettext("Event %d") % self.sequence


class ChainHead(models.Model):
    """The last link of the event chain: one row, locked while an event is appended."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return str(self.sequence)
