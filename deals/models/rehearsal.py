from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from deals.querysets import RehearsalQuerySet
from partners.models import Policy


class Rehearsal(models.Model):
    """A proposed version of a policy, run over the cases decided between two instants; it changes none of them.

    `after` is the key of the last case looked at, `terms_sha256` of the numbers that were rehearsed; `counts` says how
    many cases differ in what, `sums` what the rewards come to per currency, before and after.
    """

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", verbose_name=_("proposed version"))
    terms_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("asked"))
    since = models.DateTimeField(_("decided from"))
    until = models.DateTimeField(_("decided until"))
    cases_known = models.PositiveIntegerField(_("cases"))
    cases_done = models.PositiveIntegerField(_("cases looked at"), default=0)
    cases_differ = models.PositiveIntegerField(_("cases that differ"), default=0)
    after = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    sums = models.JSONField(default=dict)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = RehearsalQuerySet.as_manager()

    class Meta:
        verbose_name = _("rehearsal of a policy")
        verbose_name_plural = _("rehearsals of policies")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy"], condition=Q(ended_at__isnull=True), name="one_running_rehearsal_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy}, {self.at:%Y-%m-%d %H:%M} UTC"


class RehearsedCase(models.Model):
    """A case that would have come out differently; `differences` are triples of what, was and would, as plain codes."""

    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, related_name="cases")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "registration"], name="one_row_per_rehearsed_case")
        ]

    def __str__(self) -> str:
        return f"{self.rehearsal_id}: {self.registration_id}"
