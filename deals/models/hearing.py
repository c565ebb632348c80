from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration


class Hearing(models.Model):
    """What a partner is told before a revocation, and its reply: at most one open at a time (`deals.revocation`).

    `until` is the end of the last working day on which the partner may reply. A hearing that the end of the
    registration closed by itself has no `closed_by`.
    """

    class Outcome(models.TextChoices):
        REVOKED = "revoked", _("Revoked")
        DROPPED = "dropped", _("Ended without a revocation")
        ENDED = "ended", _("The registration ended otherwise")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="hearings")
    codes = models.JSONField(default=list)
    words = models.TextField(_("what is in doubt, and why"), max_length=2000)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    until = models.DateTimeField(_("reply until"))
    reply = models.TextField(_("reply"), blank=True, max_length=4000)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    closing_words = models.TextField(blank=True, max_length=2000)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(closed_at__isnull=True), name="one_open_hearing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.opened_at:%Y-%m-%d}"
