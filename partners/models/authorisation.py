from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.company import Partner
from partners.models.geography import Region
from partners.models.products import ProductLine


class InForceQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "InForceQuerySet":
        """The rows whose first and last day enclose a day; no last day means until further notice."""
        return self.filter(Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on)))


class Authorisation(models.Model):
    """A partner may sell a product line, with all under it, in a region, with all under it, on these days."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="authorisations")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    product_line = models.ForeignKey(
        ProductLine, models.PROTECT, related_name="+", verbose_name=_("product line")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation")
        verbose_name_plural = _("authorisations")
        ordering = ["region__code", "product_line__code", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="authorisation_ends_after_it_starts",
                violation_error_message=_("The last day is before the first. Choose a later last day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_line} / {self.region}"


class DistributorLink(models.Model):
    """A distributor serves a client-facing partner on these days, and may register deals on its behalf."""

    distributor = models.ForeignKey(Partner, models.CASCADE, related_name="served_links")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="distributor_links")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("distributor serving a partner")
        verbose_name_plural = _("distributors serving partners")
        ordering = ["distributor__name", "partner__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["distributor", "partner", "starts_on"], name="one_link_per_start"
            ),
            models.CheckConstraint(condition=~Q(distributor=F("partner")), name="nobody_serves_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.distributor} serves {self.partner}"
