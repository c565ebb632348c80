from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.geography import Region
from partners.models.products import ProductLine


class TreeEvent(models.Model):
    """One change of a node of the trees, who decided it and why; the verbs in `partners.trees` write both at once."""

    class Kind(models.TextChoices):
        END_ANNOUNCED = "end-announced", _("Last day announced")
        END_LIFTED = "end-lifted", _("Last day lifted")
        OPENED_ANEW = "opened-anew", _("Opened anew")

    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="events")
    product_line = models.ForeignKey(ProductLine, models.PROTECT, null=True, related_name="events")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    ends_on = models.DateField(_("last day"), null=True)
    # Of a branch that was closed and opened anew: at the branch the code of its copy, at the copy that of the branch.
    other_code = models.CharField(_("in place of, or replaced by"), max_length=60, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey("partners.User", models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a tree")
        verbose_name_plural = _("changes of a tree")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=True) ^ Q(product_line__isnull=True),
                name="a_change_of_a_tree_is_of_one_node",
            )
        ]

    def __str__(self) -> str:
        return f"{self.node}: {self.get_kind_display()}"

    @property
    def node(self) -> Region | ProductLine:
        """What changed; a constraint holds that it is one of the two."""
        node = self.region or self.product_line
        assert node is not None
        return node
