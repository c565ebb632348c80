from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.company import Partner
from partners.standing_reasons import REASONS, StandingReason
from partners.tiers import Tier


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def open(self) -> "AnnouncementQuerySet":
        """Neither carried out nor called off."""
        return self.filter(outcome="")


class Announcement(models.Model):
    """A change of a company's standing that takes effect on a later day, which begins in the zone of its home region.

    Written by the verbs in `partners.announcements`; the clock carries it out. One at a time is open for a company.
    """

    class Act(models.TextChoices):
        SUSPEND = "suspend", _("Suspension")
        END = "end", _("End of the partnership")
        MOVE = "move", _("Another tier")

    class Outcome(models.TextChoices):
        CARRIED_OUT = "carried-out", _("Carried out")
        CALLED_OFF = "called-off", _("Called off")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="announcements")
    act = models.CharField(_("act"), max_length=20, choices=Act)
    tier = models.CharField(_("tier"), max_length=20, choices=Tier, blank=True)
    codes = models.JSONField(_("reasons"), default=list)
    reason = models.TextField(_("added words"), blank=True)
    first_day = models.DateField(_("first day"))
    zone = models.CharField(_("time zone"), max_length=60)
    # The start of the first day, computed once: a region that changes its zone moves no announced day.
    due_at = models.DateTimeField(_("due"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("partners.User", models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced change")
        verbose_name_plural = _("announced changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"], condition=Q(outcome=""), name="one_open_announcement_per_company"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True) | Q(~Q(outcome=""), closed_at__isnull=False),
                name="an_announcement_is_open_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(act="move") ^ Q(tier=""), name="an_announced_move_names_its_tier"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome=""), name="announcements_to_carry_out")
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.get_act_display()}, {self.first_day}"

    @property
    def is_open(self) -> bool:
        """Neither carried out nor called off."""
        return not self.outcome

    @property
    def reasons(self) -> list[StandingReason]:
        """The coded reasons, as the company reads them."""
        return [REASONS[code] for code in self.codes]
