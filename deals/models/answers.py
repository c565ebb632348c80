from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.models.review import Decision


class Extension(models.Model):
    """A partner's wish for more time. While it is unanswered the registration stays valid (rulebook, *Extension*)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    close_on = models.DateField(_("new close date"))
    reason = models.TextField(_("why the deal needs longer"), max_length=2000)
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    expires_before = models.DateTimeField()
    expires_after = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(answered_at__isnull=True), name="one_pending_extension"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.asked_at:%Y-%m-%d}"


class Appeal(models.Model):
    """A partner's appeal against one rejection; another coordinator decides it."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="appeals")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    grounds = models.TextField(_("why the decision should change"), max_length=4000)
    upheld = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.at:%Y-%m-%d}"


class PriceApplication(models.Model):
    """A partner's application for the special price, possible from the lead time on (programme page, criterion 3)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="price_applications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(_("what price is needed, and why"), max_length=2000)
    granted = models.BooleanField(null=True)
    percent = models.DecimalField(
        _("discount in per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(answered_at__isnull=True),
                name="one_pending_price_application",
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.at:%Y-%m-%d}"


class Proposal(models.Model):
    """The first of two persons: a coordinator proposes an act that another coordinator must carry out."""

    class Act(models.TextChoices):
        APPROVE = "approve", _("Approve")
        REVOKE = "revoke", _("Revoke")
        LEAD_TIME = "lead-time", _("Grant a lead-time exception")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="proposals")
    act = models.CharField(max_length=10, choices=Act)
    reason = models.TextField(_("reason"), max_length=2000)
    evidence = models.TextField(_("evidence"), blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    carried = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "act"],
                condition=Q(settled_at__isnull=True),
                name="one_open_proposal_per_act",
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.act}"
