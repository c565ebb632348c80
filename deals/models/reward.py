from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.benefit import Benefit
from deals.models.registration import Registration
from deals.querysets import RewardClaimQuerySet
from deals.states import RewardState


class BenefitUse(models.Model):
    """One time that a granted benefit was used, such as a day of support or an order at the better price."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="uses")
    on = models.DateField(_("day of use"))
    words = models.CharField(_("what for"), max_length=300)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.benefit_id}: {self.on}"


class RewardClaim(models.Model):
    """A partner's claim of its Deal Registration Reward after it won (rulebook, *Benefits*).

    `amount` is what the pinned policy makes of the order; `granted_amount` what a coordinator accepted. Money is in
    `currency`, that of the registration.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="reward_claims")
    order_amount = models.DecimalField(
        _("amount of the order"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3)
    order_number = models.CharField(_("number of the order"), max_length=60)
    ordered_on = models.DateField(_("day of the order"))
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2)
    amount = models.DecimalField(_("reward by the policy"), max_digits=14, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("claimed"))
    accepted = models.BooleanField(null=True)
    granted_amount = models.DecimalField(_("reward granted"), max_digits=14, decimal_places=2, null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    paid_on = models.DateField(_("paid on"), null=True)
    payment_reference = models.CharField(_("payment"), max_length=60, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RewardClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=~Q(accepted=False), name="one_reward_per_registration"
            ),
            models.CheckConstraint(
                condition=Q(granted_amount__isnull=True) | Q(granted_amount__lte=models.F("amount")),
                name="no_reward_above_the_policy",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(accepted=True), name="paid_only_when_accepted"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.amount} {self.currency}"

    @property
    def state(self) -> RewardState:
        if self.accepted is None:
            return RewardState.CLAIMED
        if not self.accepted:
            return RewardState.DECLINED
        return RewardState.PAID if self.paid_on else RewardState.ACCEPTED
