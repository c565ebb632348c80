from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.states import ChainRole, Influence


class DecisionMaker(models.Model):
    """A person of the customer's decision chain: role and influence first. Name and contact are personal data."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="decision_makers")
    role = models.CharField(_("role"), max_length=20, choices=ChainRole)
    influence = models.CharField(_("influence"), max_length=8, choices=Influence, default=Influence.MEDIUM)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("business e-mail"), blank=True)
    phone = models.CharField(_("business phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("decision maker")
        verbose_name_plural = _("decision makers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.get_role_display()}"
