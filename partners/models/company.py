from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from partners.models.geography import Region
from partners.querysets import PartnerQuerySet
from partners.tiers import CLIENT_FACING_TIERS, Tier
from partners.zones import validate_zone


class Partner(models.Model):
    """A company of the programme. Its `status` is written by the verbs in `partners.membership` alone."""

    class Status(models.TextChoices):
        APPLIED = "applied", _("Applied")
        ACTIVE = "active", _("Active")
        REFUSED = "refused", _("Refused")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    name = models.CharField(_("company name"), max_length=200)
    country = CountryField(_("country"))
    register_number = models.CharField(_("company register or tax number"), max_length=60, blank=True)
    domain = models.CharField(_("web domain"), max_length=253, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="partners", verbose_name=_("home region"))
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    tier = models.CharField(_("tier"), max_length=20, choices=Tier, default=Tier.REGISTERED)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.APPLIED, editable=False
    )
    about = models.TextField(_("what the company sells, and to whom"), blank=True)
    applied_at = models.DateTimeField(_("applied at"), editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_tier_display(self) -> str:  # type: ignore[no-redef]
        """One look-up: Django's own way goes through all choices anew for every row of a list."""
        return str(Tier(self.tier).label)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_applicant(self) -> bool:
        """Whether it is no partner yet: it may say more, or apply again, and nothing else."""
        return self.status in (self.Status.APPLIED, self.Status.REFUSED)

    @property
    def is_active(self) -> bool:
        """Whether its people may register deals now; what was registered before stays readable whatever this says."""
        return self.status == self.Status.ACTIVE

    @property
    def is_distributor(self) -> bool:
        return self.tier == Tier.DISTRIBUTOR

    @property
    def is_client_facing(self) -> bool:
        return self.tier in CLIENT_FACING_TIERS
