from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.states import FactGroup
from partners.models import Policy
from validation.models import KnownOpportunity

if TYPE_CHECKING:
    from deals.models.answers import Appeal


class Verification(models.Model):
    """A coordinator's verdict on one group of facts, with its source. The newest one per group counts."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REFUTED = "refuted", _("Refuted")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="verifications")
    group = models.CharField(_("facts"), max_length=16, choices=FactGroup)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    source = models.CharField(_("source"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.group} {self.verdict}"


class Check(models.Model):
    """One criterion as it stood when it was looked at: outcome, evidence, and who looked (nobody: the machine)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="checks")
    occasion = models.CharField(max_length=12)
    code = models.CharField(max_length=12)
    outcome = models.CharField(max_length=8)
    message = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.code} {self.outcome}"


class OpportunityVerdict(models.Model):
    """A coordinator's word on whether a known opportunity is the same one. It is kept and not asked again.

    `facts_sha256` is of what both sides said then: once that changed, *different* is asked again.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("Same opportunity")
        DIFFERENT = "different", _("Different opportunity")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="opportunity_verdicts")
    known = models.ForeignKey(KnownOpportunity, models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    source = models.CharField(_("source"), max_length=300)
    facts_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.known_id} {self.verdict}"


class Decision(models.Model):
    """A return, approval, rejection or revocation as told to the partner: codes, added words, opened facts.

    `worked_seconds` is the working time, by the region's calendar, that the question had been with the vendor by
    then, of all its rounds; a revocation answers no question and has none.
    """

    class Act(models.TextChoices):
        RETURN = "return", _("Returned")
        APPROVE = "approve", _("Approved")
        REJECT = "reject", _("Not accepted")
        REVOKE = "revoke", _("Revoked")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=10, choices=Act)
    codes = models.JSONField(default=list)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    worked_seconds = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.act}"

    @property
    def contested(self) -> "Appeal | None":
        """The appeal against it, if there is one, of a row read together with `appeal`."""
        return getattr(self, "appeal", None)
