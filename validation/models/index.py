from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.models.known import KnownOpportunity


class KnownName(models.Model):
    """One spelling of a customer in one country, as the known opportunities carry it, and what was read from it.

    Spellings that a shared tax number, web domain or alias shows to be one customer share a `customer` number.
    """

    spelling = models.CharField(_("spelling"), max_length=300)
    country = models.CharField(_("country"), max_length=2, blank=True)
    customer = models.BigIntegerField(_("customer"), db_index=True)
    reading = models.TextField(_("reading"), default="", editable=False)

    class Meta:
        verbose_name = _("known customer name")
        verbose_name_plural = _("known customer names")
        constraints = [
            models.UniqueConstraint(fields=["spelling", "country"], name="one_row_per_spelling_and_country")
        ]

    def __str__(self) -> str:
        return self.spelling


class FiledKey(models.Model):
    """A hashed fact of a known name or project filed since the last rebuild, under which others look for it.

    `owner` is the id of a known name or of a known opportunity; no key belongs to both.
    """

    pk = models.CompositePrimaryKey("key", "owner")
    key = models.BigIntegerField()
    owner = models.BigIntegerField()

    class Meta:
        verbose_name = _("key filed by itself")
        verbose_name_plural = _("keys filed by themselves")

    def __str__(self) -> str:
        return f"{self.key}: {self.owner}"


class KeyPage(models.Model):
    """The keys between this page's first and the next page's, with what a rebuild filed under each.

    Millions of keys in few rows: small to store and quick to read (`validation.matching.pages`).
    """

    first = models.BigIntegerField(primary_key=True)
    keys = models.BinaryField()
    owners = models.BinaryField()

    class Meta:
        verbose_name = _("page of keys")
        verbose_name_plural = _("pages of keys")

    def __str__(self) -> str:
        return str(self.first)


class CommonKey(models.Model):
    """A key that many names share, and how many: the search tries rarer keys first and weighs common words lightly."""

    key = models.BigIntegerField(primary_key=True)
    names = models.PositiveIntegerField(_("names"))

    class Meta:
        verbose_name = _("common key")
        verbose_name_plural = _("common keys")

    def __str__(self) -> str:
        return f"{self.key}: {self.names}"


class KnownReading(models.Model):
    """What the search read from one known opportunity: its customer, its identifiers and the facts of its project.

    Written only beside its names, whom nothing removes while it stands: the database is spared checking each.
    """

    known = models.OneToOneField(
        KnownOpportunity, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    name = models.ForeignKey(
        KnownName, on_delete=models.PROTECT, related_name="readings", db_constraint=False, db_index=False
    )
    alias = models.ForeignKey(
        KnownName,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alias_readings",
        db_constraint=False,
        db_index=False,
    )
    customer = models.BigIntegerField(_("customer"))
    domain = models.CharField(_("web domain"), max_length=253, blank=True)
    tax_number = models.CharField(_("tax or register number"), max_length=60, blank=True)
    solution = models.CharField(_("solution"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    project = models.TextField(_("project"), default="", editable=False)

    class Meta:
        verbose_name = _("reading of a known opportunity")
        verbose_name_plural = _("readings of known opportunities")
        indexes = [
            models.Index(fields=["customer", "solution"], name="reading_by_customer"),
            models.Index(fields=["domain"], condition=~models.Q(domain=""), name="reading_by_domain"),
            models.Index(
                fields=["tax_number"], condition=~models.Q(tax_number=""), name="reading_by_tax_number"
            ),
        ]

    def __str__(self) -> str:
        return str(self.known_id)
