from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.geography import Region
from partners.querysets import PolicyQuerySet
from partners.tiers import Tier

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class BenefitKind(models.TextChoices):
    """The four benefits of the programme page."""

    DEAL_AUTHORISATION = "deal-authorisation", _("Deal authorisation")
    PRICE = "price", _("Better price or discount")
    SUPPORT = "support", _("Preferential technical support")
    REWARD = "reward", _("Deal Registration Reward (DRR)")


def validate_days(days: object) -> None:
    """Raise ValidationError unless the value is a list of different whole numbers of days above zero."""
    if not (
        isinstance(days, list)
        and days
        and all(isinstance(d, int) and d > 0 for d in days)
        and len(set(days)) == len(days)
    ):
        raise ValidationError(
            _("Write whole numbers of days above zero, each once, such as 60, 30, 14, 7, 1.")
        )


def default_expiry_notices() -> list[int]:
    return [60, 30, 14, 7, 1]


def default_update_warnings() -> list[int]:
    return [14, 21, 25, 27]


def _number(label: "StrOrPromise", default: int, least: int = 1, most: int = 3650) -> Any:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class Policy(models.Model):
    """One version of a region's policy: every number the rulebook marks *policy*.

    A registration pins the version in force at its submission; versions are never changed, a new one is added.
    Without a region the policy is the worldwide default.
    """

    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="policies")
    number = models.PositiveIntegerField(_("version"))
    starts_at = models.DateTimeField(_("in force from"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("what changes, and why"), blank=True)

    lead_time_days = _number(_("days from registration to price application"), 15, least=15)
    validity_months = _number(_("months of validity"), 6, most=60)
    expiry_notice_days = models.JSONField(
        _("expiry notices, days before"), default=default_expiry_notices, validators=[validate_days]
    )
    update_days = _number(_("days without update until a registration lapses"), 28)
    update_warning_days = models.JSONField(
        _("update warnings, days since the last update"),
        default=default_update_warnings,
        validators=[validate_days],
    )
    no_change_updates = _number(_("'no change' updates that count running"), 2, least=0)
    grace_days = _number(_("days to reinstate"), 7)
    defer_days = _number(_("days a lapse is moved when warnings were not handed over"), 3)
    extension_months = _number(_("months an extension adds"), 3)
    extensions_most = _number(_("extensions at most"), 2, least=0)
    extension_opens_days = _number(_("days before expiry from which an extension can be asked for"), 60)
    extension_update_age_days = _number(_("days an update may be old when asking for an extension"), 14)
    freeze_days = _number(_("days of one freeze of the update clock"), 30)
    freezes_most = _number(_("freezes at most"), 2, least=0)
    decision_working_days = _number(_("working days to decide"), 2)
    return_answer_working_days = _number(_("working days to answer a return and keep the place"), 5)
    appeal_working_days = _number(_("working days to appeal"), 10)
    hearing_working_days = _number(_("working days to reply before a revocation"), 5)
    near_simultaneous_hours = _number(
        _("hours around a pipeline record in which a second coordinator decides"), 48
    )
    pipeline_age_hours = _number(_("hours after which the pipeline mirror is too old"), 24)
    overlap_days = _number(
        _("days by which implementation windows may lie apart and still overlap"), 90, least=0
    )
    probing_days = _number(_("days in which signs of probing are counted"), 90, least=7)
    probing_least = _number(_("signs of one kind from which probing is suspected"), 8, least=3)
    probing_share = _number(
        _("share of a company's registrations, in per cent, that must show them"), 30, most=100
    )
    distributor_for_itself = models.BooleanField(_("distributors may register for themselves"), default=False)
    second_factor_for_partners = models.BooleanField(
        _("people of partners need a second factor"), default=False,
        help_text=_("An authenticator app or a passkey, set up before they see anything else. It applies from the "
                    "start of this version to everybody whose company belongs to the region."),
    )  # fmt: skip
    reward_claim_days = _number(_("days to claim the reward after a deal was won"), 90)
    reward_most = models.DecimalField(
        _("most that one reward pays"), max_digits=14, decimal_places=2, null=True, blank=True,
        help_text=_("In the currency of the region; empty for no such limit."),
    )  # fmt: skip
    two_person_budget = models.DecimalField(
        _("budget above which two persons approve"), max_digits=14, decimal_places=2, null=True, blank=True,
        help_text=_("In the currency of the region; empty for no such limit."),
    )  # fmt: skip
    erase_refused_months = _number(_("months until personal data is erased after rejection or withdrawal"), 6)
    erase_ended_months = _number(_("months until personal data is erased after any other end"), 12)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["region__code", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "number"], nulls_distinct=False, name="one_policy_per_region_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region.name if self.region else _('Worldwide')} {self.number}"

    def clean(self) -> None:
        """Every update warning comes before the registration would lapse."""
        days = self.update_warning_days
        if isinstance(days, list) and any(
            isinstance(day, int) and day >= (self.update_days or 0) for day in days
        ):
            raise ValidationError(
                {
                    "update_warning_days": _(
                        "Each warning must come before the day on which a registration lapses."
                    )
                }
            )


class TierTerms(models.Model):
    """What a tier may have open, and submit in a day, under a policy. Without a row there is no cap."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="tier_terms")
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    open_most = models.PositiveIntegerField(_("open registrations at most"))
    per_day_most = models.PositiveIntegerField(_("submissions a day at most"))

    class Meta:
        verbose_name = _("terms of a tier")
        verbose_name_plural = _("terms of tiers")
        ordering = ["tier"]
        constraints = [models.UniqueConstraint(fields=["policy", "tier"], name="one_row_of_terms_per_tier")]

    def __str__(self) -> str:
        return f"{self.policy}: {self.get_tier_display()}"


class BenefitProposal(models.Model):
    """A benefit the policy proposes at approval; the coordinator decides case by case."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="benefit_proposals")
    kind = models.CharField(_("benefit"), max_length=30, choices=BenefitKind)
    tier = models.CharField(
        _("for tier"), max_length=20, choices=Tier, blank=True, help_text=_("Empty for all tiers.")
    )
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2, null=True, blank=True)
    terms = models.CharField(_("terms"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("proposed benefit")
        verbose_name_plural = _("proposed benefits")
        ordering = ["kind", "tier"]

    def __str__(self) -> str:
        return f"{self.policy}: {self.get_kind_display()}"
