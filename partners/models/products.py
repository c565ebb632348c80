from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.geography import CODE
from partners.querysets import TreeQuerySet


class ProductLine(models.Model):
    """A product line. The tree is the dotted code: `storage` covers `storage.flash`; the first word is the family."""

    code = models.CharField(_("code"), max_length=60, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=120)
    active = models.BooleanField(_("can be registered"), default=True)

    objects = TreeQuerySet.as_manager()

    class Meta:
        verbose_name = _("product line")
        verbose_name_plural = _("product lines")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def family(self) -> str:
        return self.code.partition(".")[0]
