from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.models.known import KnownOpportunity


class WaitingClaim(models.Model):
    """A submitted registration that the search index does not hold yet, or no longer as it is.

    The partner's request only leaves this row, which takes as long for every customer; how long the filing takes
    would tell whether the name is known (rulebook, *What a partner must never learn*).
    """

    known = models.OneToOneField(
        KnownOpportunity, on_delete=models.CASCADE, primary_key=True, related_name="waiting"
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("claim to be filed")
        verbose_name_plural = _("claims to be filed")

    def __str__(self) -> str:
        return str(self.known_id)


class TaughtAlias(models.Model):
    """A spelling of a known opportunity's customer that a person's verdict *same* taught the search.

    `verdict` is the plain number of the verdict it stands on and goes with; `reference` is the registration whose
    customer was written so. The keys stand for the two names without spelling, case and legal form.
    """

    known = models.ForeignKey(KnownOpportunity, on_delete=models.CASCADE, related_name="taught_aliases")
    spelling = models.CharField(_("spelling"), max_length=300)
    key = models.BigIntegerField(db_index=True)
    known_key = models.BigIntegerField(db_index=True)
    reference = models.CharField(_("taught by registration"), max_length=20)
    verdict = models.BigIntegerField(_("verdict"))
    at = models.DateTimeField(_("taught at"))

    class Meta:
        verbose_name = _("taught alias")
        verbose_name_plural = _("taught aliases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["known", "reference"], name="one_alias_per_record_and_registration"
            )
        ]

    def __str__(self) -> str:
        return self.spelling
