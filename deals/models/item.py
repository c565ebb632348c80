from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration
from partners.models import ProductLine


class ItemManager(models.Manager["Item"]):
    """An item is never read without its product line: nothing asks for one without the other."""

    def get_queryset(self) -> models.QuerySet["Item"]:
        return super().get_queryset().select_related("product_line")


class Item(models.Model):
    """A product line of the deal."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="items")
    product_line = models.ForeignKey(
        ProductLine, models.PROTECT, related_name="+", verbose_name=_("product line")
    )
    quantity = models.PositiveIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1)])
    description = models.CharField(_("what it is for"), max_length=200, blank=True)

    objects = ItemManager()

    class Meta:
        verbose_name = _("product of a deal")
        verbose_name_plural = _("products of a deal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "product_line"], name="one_item_per_product_line")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_line_id}"
