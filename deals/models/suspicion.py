from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from partners.models import Partner


class Suspicion(models.Model):
    """A company whose registrations look like probing for what the vendor knows; for coordinators alone.

    `counts` are the numbers it stands on and `signs` the codes of what they show (`deals.probing`). It stands until
    a person has looked and said so; `registration` is the one whose submission or end raised it.
    """

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="suspicions")
    signs = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    raised_at = models.DateTimeField(_("raised at"))
    acknowledged_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("what came of it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("suspicion of probing")
        verbose_name_plural = _("suspicions of probing")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=models.Q(acknowledged_at__isnull=True),
                name="one_open_suspicion_per_partner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.raised_at:%Y-%m-%d}"
