from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration


class Update(models.Model):
    """What a partner reported of a deal, whether it restarted the update clock, and the deadline that followed."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="updates")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    contact_on = models.DateField(_("last contact with the customer"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_step_on = models.DateField(_("date of the next step"), null=True, blank=True)
    no_change = models.CharField(_("no change, because"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    changed = models.JSONField(default=list)
    counted = models.BooleanField()
    because = models.CharField(max_length=40)
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.at:%Y-%m-%d}"
