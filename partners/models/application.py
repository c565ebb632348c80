from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from partners.models.company import Partner


class Application(models.Model):
    """What a company said of itself when it applied, kept as it was said; the newest is what the company is now."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="applications")
    at = models.DateTimeField(_("at"))
    name = models.CharField(_("company name"), max_length=200)
    country = CountryField(_("country"))
    register_number = models.CharField(_("company register or tax number"), max_length=60, blank=True)
    domain = models.CharField(_("web domain"), max_length=253, blank=True)
    about = models.TextField(_("what the company sells, and to whom"), blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%Y-%m-%d}"
