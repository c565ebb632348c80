"""What every node of the two trees has: a dotted code, a name, and perhaps a last day."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.querysets import TreeQuerySet

CODE = RegexValidator(
    r"^[a-z0-9-]+(\.[a-z0-9-]+)*$", _("Use lower-case words joined by dots, such as apac.sea.th.")
)

CODE_MOST = 60


class Node(models.Model):
    """A node of a tree by its code, which covers itself and every code under it (docs/decisions/0007).

    `ends_on` is the last day on which deals may be registered under it, in the time zone of the partner that registers;
    None means until further notice. The verbs in `partners.trees` write it. What it means for a code, nodes above
    included, is said by `TreeQuerySet.open_on` and `partners.last_days` alone.
    """

    code = models.CharField(_("code"), max_length=CODE_MOST, unique=True, validators=[CODE])
    ends_on = models.DateField(_("last day"), null=True, blank=True, editable=False)

    objects = TreeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    @property
    def level(self) -> int:
        """How deep it stands: 1 for a top of the tree."""
        return self.code.count(".") + 1

    @property
    def parent_code(self) -> str:
        """The code it stands under; "" for a top of the tree."""
        return self.code.rpartition(".")[0]
