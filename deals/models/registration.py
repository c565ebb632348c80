from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from deals.querysets import RegistrationQuerySet
from deals.states import TONES, DealKind, Stage, Status
from partners.models import Partner, Policy, Region


class Registration(models.Model):
    """A deal registration: what a partner says of an opportunity, and where it stands.

    `status`, `version` and every deadline are written by verbs alone (`deals.lifecycle`). Instants are UTC;
    days end in the time zone kept in `zone_name`, the partner's when the deadline was set.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("partner"))
    distributor = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registered by distributor"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    # Counts only what the partner may know of, so that its pages do not tell how much the vendor looked at.
    partner_version = models.PositiveIntegerField(default=0, editable=False)

    customer_name = models.CharField(_("customer name"), max_length=200, blank=True)
    customer_country = CountryField(_("customer's country"), blank=True)
    customer_domain = models.CharField(_("customer's web domain"), max_length=253, blank=True)
    tax_number = models.CharField(_("customer's tax or register number"), max_length=60, blank=True)
    installation_country = CountryField(_("country of installation"), blank=True)
    installation_city = models.CharField(_("city of installation"), max_length=120, blank=True)
    project_name = models.CharField(_("project name"), max_length=200, blank=True)
    deal_kind = models.CharField(_("kind of deal"), max_length=12, choices=DealKind, default=DealKind.NEW)
    budget = models.DecimalField(
        _("budget"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    tender_published = models.BooleanField(_("a public tender is published"), default=False)
    tender_number = models.CharField(_("tender number"), max_length=80, blank=True)
    tender_on = models.DateField(_("date of the tender"), null=True, blank=True)
    stage = models.CharField(_("sales stage"), max_length=14, choices=Stage, default=Stage.IDENTIFIED)
    competitors = models.CharField(_("competitors"), max_length=300, blank=True)
    implementation_from = models.DateField(_("implementation from"), null=True, blank=True)
    implementation_until = models.DateField(_("implementation until"), null=True, blank=True)
    price_application_on = models.DateField(_("planned price application"), null=True, blank=True)
    close_on = models.DateField(_("expected close"), null=True, blank=True)
    attested_true = models.BooleanField(_("the facts are true"), default=False)
    attested_shared = models.BooleanField(_("the customer agreed to the facts being shared"), default=False)

    # Reference, customer, project and place, folded: the text search reads this on both engines alike.
    search_text = models.TextField(blank=True, default="", editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    policy = models.ForeignKey(
        Policy, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    zone_name = models.CharField(max_length=60, default="UTC", editable=False)
    created_at = models.DateTimeField(editable=False)
    edited_at = models.DateTimeField(editable=False)
    submitted_at = models.DateTimeField(_("first submitted"), null=True, editable=False)
    place_at = models.DateTimeField(_("place in line"), null=True, editable=False)
    place_number = models.BigIntegerField(null=True, editable=False)
    submitted_last_at = models.DateTimeField(null=True, editable=False)
    screened_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    decision_started_at = models.DateTimeField(null=True, editable=False)
    decision_used = models.DurationField(null=True, editable=False)
    decision_due_at = models.DateTimeField(_("decision promised by"), null=True, editable=False)
    decision_nudge_at = models.DateTimeField(null=True, editable=False)
    decision_nudge = models.PositiveSmallIntegerField(null=True, editable=False)
    answer_due_at = models.DateTimeField(_("answer by, to keep the place"), null=True, editable=False)
    opened_groups = models.JSONField(default=list, editable=False)
    identity_at_return = models.JSONField(default=list, editable=False)
    parked = models.BooleanField(default=False, editable=False)

    expires_at = models.DateTimeField(_("valid until"), null=True, editable=False)
    expiry_notice_at = models.DateTimeField(null=True, editable=False)
    update_from_at = models.DateTimeField(null=True, editable=False)
    update_due_at = models.DateTimeField(_("update due"), null=True, editable=False)
    update_warning_at = models.DateTimeField(null=True, editable=False)
    update_paused_at = models.DateTimeField(null=True, editable=False)
    grace_until = models.DateTimeField(_("can be reinstated until"), null=True, editable=False)
    appeal_until = models.DateTimeField(_("can be appealed until"), null=True, editable=False)
    # A hearing before a revocation: its time to reply, the reply, and when the clock looks next (nothing left: none).
    hearing_until = models.DateTimeField(_("reply to the hearing until"), null=True, editable=False)
    hearing_replied_at = models.DateTimeField(null=True, editable=False)
    hearing_nudge_at = models.DateTimeField(null=True, editable=False)
    reinstatement_asked_at = models.DateTimeField(null=True, editable=False)
    lead_time_exception = models.BooleanField(default=False, editable=False)
    erase_at = models.DateTimeField(null=True, editable=False)
    personal_data_erased_at = models.DateTimeField(null=True, editable=False)
    objection = models.TextField(_("objection of the partner"), blank=True, max_length=2000, editable=False)
    hidden_from_distributor_at = models.DateTimeField(null=True, editable=False)
    behalf_answered_at = models.DateTimeField(null=True, editable=False)
    legal_hold = models.BooleanField(_("legal hold"), default=False, editable=False)

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    snoozed_until = models.DateTimeField(null=True, editable=False)
    snooze_reason = models.CharField(max_length=300, blank=True, editable=False)
    # What the search after submission made of it: orders the queue (`deals.risk`).
    risk = models.PositiveSmallIntegerField(default=0, editable=False)
    risk_signs = models.JSONField(default=list, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(expires_at__isnull=False, update_due_at__isnull=False),
                name="approved_registrations_have_both_clocks",
            ),
            models.CheckConstraint(
                condition=Q(distributor__isnull=True) | ~Q(distributor=F("partner")),
                name="nobody_registers_on_behalf_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(status="approved") | Q(hearing_until__isnull=True),
                name="only_what_is_in_force_is_in_hearing",
            ),
        ]
        indexes = [
            models.Index(fields=["partner", "status"], name="registration_by_partner"),
            models.Index(fields=["distributor", "status"], name="registration_by_distributor"),
            models.Index(fields=["update_due_at"], condition=Q(status="approved"), name="due_for_lapse"),
            models.Index(fields=["expires_at"], condition=Q(status="approved"), name="due_for_expiry"),
            models.Index(
                fields=["update_warning_at"], condition=Q(status="approved"), name="due_for_warning"
            ),
            models.Index(fields=["expiry_notice_at"], condition=Q(status="approved"), name="due_for_notice"),
            models.Index(fields=["decision_nudge_at"], condition=Q(status="submitted"), name="due_for_nudge"),
            models.Index(
                fields=["hearing_nudge_at"],
                condition=Q(status="approved", hearing_until__isnull=False),
                name="in_hearing",
            ),
            models.Index(fields=["status", "decision_due_at"], name="registration_queue"),
            models.Index(fields=["customer_name"], name="registration_by_customer"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def pinned_policy(self) -> Policy:
        """The policy version in force at the submission. Raises ValueError before it."""
        if self.policy is None:
            raise ValueError("no policy is pinned before submission")
        return self.policy

    @property
    def required_region(self) -> Region:
        """The region of the place of installation. Raises ValueError while it is unknown."""
        if self.region is None:
            raise ValueError("the region is unknown before the place of installation")
        return self.region

    @property
    def heard(self) -> bool:
        """Whether a hearing is open in which the partner replied or the clock saw its time run out."""
        return self.hearing_until is not None and self.hearing_nudge_at is None

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """One look-up: Django's own way goes through all choices anew for every row of a list."""
        return str(Status(self.status).label)

    def get_stage_display(self) -> str:  # type: ignore[no-redef]
        return str(Stage(self.stage).label) if self.stage else ""

    @property
    def status_tone(self) -> str:
        return TONES[self.status]

    @property
    def filing_company_id(self) -> int:
        """Whose people act: the distributor that registered on the partner's behalf, unless it is hidden from it."""
        if self.distributor_id is None or self.hidden_from_distributor_at is not None:
            return self.partner_id
        return self.distributor_id

    def concerns(self, partner_id: int | None) -> bool:
        """Whether a company has a part in it now: the partner, and the distributor it is not hidden from."""
        return partner_id is not None and partner_id in (self.partner_id, self.filing_company_id)
