from django.db import models
from django.utils.translation import gettext_lazy as _

from validation.models.known import KnownOpportunity


class KnownName(models.Model):
    """One spelling of a customer in one country, as the known opportunities carry it.

    Spellings that a shared tax number, web domain or alias shows to be one customer share a `customer` number.
    """

    spelling = models.CharField(_("spelling"), max_length=300)
    country = models.CharField(_("country"), max_length=2, blank=True)
    customer = models.BigIntegerField(_("customer"), db_index=True)

    class Meta:
        verbose_name = _("known customer name")
        verbose_name_plural = _("known customer names")
        constraints = [
            models.UniqueConstraint(fields=["spelling", "country"], name="one_row_per_spelling_and_country")
        ]

    def __str__(self) -> str:
        return self.spelling


class NameKey(models.Model):
    """A hashed fact of a known name, under which other spellings of it look for it.

    Millions of rows, written only beside their name: the database is spared checking each of them against it.
    """

    pk = models.CompositePrimaryKey("key", "name_id")
    key = models.BigIntegerField()
    name = models.ForeignKey(KnownName, on_delete=models.CASCADE, related_name="keys", db_constraint=False)

    class Meta:
        verbose_name = _("key of a known name")
        verbose_name_plural = _("keys of known names")

    def __str__(self) -> str:
        return str(self.key)


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
    """What the search read from one known opportunity: its customer, its identifiers and the facts of its project."""

    known = models.OneToOneField(
        KnownOpportunity, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    name = models.ForeignKey(KnownName, on_delete=models.PROTECT, related_name="readings")
    alias = models.ForeignKey(
        KnownName, on_delete=models.PROTECT, null=True, blank=True, related_name="alias_readings"
    )
    customer = models.BigIntegerField(_("customer"))
    domain = models.CharField(_("web domain"), max_length=253, blank=True)
    tax_number = models.CharField(_("tax or register number"), max_length=60, blank=True)
    solution = models.CharField(_("solution"), max_length=60, blank=True)

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


class ContextKey(models.Model):
    """A hashed circumstance of a known project, under which the same project is found under another customer's name."""

    pk = models.CompositePrimaryKey("key", "reading_id")
    key = models.BigIntegerField()
    reading = models.ForeignKey(
        KnownReading, on_delete=models.CASCADE, related_name="keys", db_constraint=False
    )

    class Meta:
        verbose_name = _("key of a known project")
        verbose_name_plural = _("keys of known projects")

    def __str__(self) -> str:
        return str(self.key)
