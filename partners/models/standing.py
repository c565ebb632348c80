from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.announcement import Announcement
from partners.models.company import Partner
from partners.standing_reasons import REASONS, StandingReason
from partners.tiers import Tier


class Standing(models.Model):
    """One act on a company's standing, the standing it left the company in, who said it, and what the company was told.

    The journal of companies: written by the verbs in `partners.membership` in the transaction of the act.
    """

    class Act(models.TextChoices):
        APPLY = "apply", _("Applied")
        APPLY_AGAIN = "apply-again", _("Applied again")
        ACCEPT = "accept", _("Accepted")
        REFUSE = "refuse", _("Refused")
        SUSPEND = "suspend", _("Suspended")
        RESUME = "resume", _("Reinstated")
        END = "end", _("Ended")
        RESTORE = "restore", _("Partnership restored")
        MOVE = "move", _("Moved to another tier")
        ANNOUNCE = "announce", _("Change announced")
        CALL_OFF = "call-off", _("Announced change called off")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="standings")
    announcement = models.ForeignKey(Announcement, models.PROTECT, null=True, related_name="+")
    act = models.CharField(_("act"), max_length=20, choices=Act)
    status = models.CharField(_("status"), max_length=20, choices=Partner.Status)
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("partners.User", models.PROTECT, null=True, blank=True, related_name="+")
    codes = models.JSONField(_("reasons"), default=list)
    reason = models.TextField(_("added words"), blank=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.partner}: {self.get_status_display()}"

    @property
    def decides(self) -> bool:
        """Whether the act gave the company its standing; what is only announced, or called off, leaves it."""
        return self.act not in (self.Act.ANNOUNCE, self.Act.CALL_OFF)

    @property
    def reasons(self) -> list[StandingReason]:
        """The coded reasons, as the company reads them."""
        return [REASONS[code] for code in self.codes]
