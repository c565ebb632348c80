from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.querysets import BenefitQuerySet
from partners.models import BenefitKind


class Benefit(models.Model):
    """One benefit granted with an approval, with its terms.

    Whether it counts is derived from its registration (`BenefitQuerySet.entitling`), so nothing has to be revoked.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="benefits")
    kind = models.CharField(_("benefit"), max_length=30, choices=BenefitKind)
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2, null=True, blank=True)
    terms = models.CharField(_("terms"), max_length=300, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["registration", "kind"], name="one_benefit_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.get_kind_display()}"
