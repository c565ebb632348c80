from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from validation.querysets import KnownOpportunityQuerySet


class KnownOpportunity(models.Model):
    """An opportunity the vendor knows of: a row of the pipeline mirror, or a registration that was submitted.

    One searchable index for both. It is also the lock: of the registrations in force at most one may hold an
    `opportunity_key` (programme page: "only one valid registration application is accepted for each opportunity").
    Pipeline rows stand outside that constraint, because the account manager creates the accepted deal in the
    pipeline too.
    """

    class Source(models.TextChoices):
        PIPELINE = "pipeline", _("Vendor's pipeline")
        REGISTRATION = "registration", _("Registration")

    class State(models.TextChoices):
        FILED = "filed", _("Filed, not decided")
        OPEN = "open", _("In force")
        CLOSED = "closed", _("Closed")

    source = models.CharField(_("source"), max_length=20, choices=Source)
    record_id = models.CharField(_("record"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    customer_name = models.CharField(_("customer"), max_length=300)
    customer_alias = models.CharField(_("also known as"), max_length=300, blank=True)
    project_name = models.CharField(_("project"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    starts_on = models.DateField(_("implementation from"), null=True, blank=True)
    closes_on = models.DateField(_("implementation until, or close date"), null=True, blank=True)
    product_lines = models.JSONField(_("product lines"), default=list)
    domain = models.CharField(_("web domain"), max_length=253, blank=True)
    tax_number = models.CharField(_("tax or register number"), max_length=60, blank=True)
    account_manager = models.CharField(
        _("account manager"), max_length=121, blank=True, default="",
        help_text=_("Who owns the record at its source; told to coordinators and auditors alone."),
    )  # fmt: skip
    registration_number = models.CharField(
        _("our registration number"), max_length=20, blank=True,
        help_text=_("Carried by a pipeline row that was created for an accepted registration: no conflict with it."),
    )  # fmt: skip
    claimant = models.CharField(
        _("claimant"),
        max_length=20,
        blank=True,
        help_text=_("The company behind a registration, as a plain number."),
    )
    opportunity_key = models.CharField(_("opportunity key"), max_length=64, blank=True)
    created_in_source_at = models.DateTimeField(_("created at its source"))
    synced_at = models.DateTimeField(_("last seen at its source"))

    objects = KnownOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("known opportunity")
        verbose_name_plural = _("known opportunities")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "record_id"], name="one_row_per_source_record"),
            models.UniqueConstraint(
                fields=["opportunity_key"],
                condition=Q(source="registration", state="open") & ~Q(opportunity_key=""),
                name="one_registration_in_force_per_opportunity",
            ),
        ]
        indexes = [
            models.Index(fields=["registration_number"], name="known_by_registration_number"),
            models.Index(
                fields=["opportunity_key"],
                condition=Q(source="registration"),
                name="claims_by_opportunity_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.customer_name}"
