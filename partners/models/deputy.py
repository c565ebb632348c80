from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Deputy(models.Model):
    """Who stands in for a coordinator on leave: works in that coordinator's regions from one instant until another.

    A deputy's own regions stay; a deputy of a deputy gains nothing. Written by the verbs of `partners.leave`.
    """

    absent = models.ForeignKey(
        "partners.User", models.PROTECT, related_name="deputies", verbose_name=_("coordinator on leave")
    )
    deputy = models.ForeignKey(
        "partners.User", models.PROTECT, related_name="standing_in", verbose_name=_("deputy")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    named_by = models.ForeignKey("partners.User", models.PROTECT, related_name="+", editable=False)
    named_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("deputy during leave")
        verbose_name_plural = _("deputies during leave")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="nobody_stands_in_for_itself"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="leave_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ends_at"], name="deputy_now")]

    def __str__(self) -> str:
        return f"{self.absent}, {self.deputy}"
