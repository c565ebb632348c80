from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.tree import Node


class ProductLine(Node):
    """A product line. The tree is the dotted code: `storage` covers `storage.flash`; the first word is the family."""

    name = models.CharField(_("name"), max_length=120)

    class Meta(Node.Meta):
        verbose_name = _("product line")
        verbose_name_plural = _("product lines")

    def __str__(self) -> str:
        return self.name

    @property
    def family(self) -> str:
        return self.code.partition(".")[0]
