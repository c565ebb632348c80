"""The form in which a last day is announced or lifted, and how much ends with it."""

from django import forms
from django.utils.translation import gettext_lazy

from partners.admin.scope import DayInput
from partners.models import Authorisation, Node, Region


class LastDayForm(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), widget=DayInput(), error_messages={"required": gettext_lazy("Give a day.")},
        help_text=gettext_lazy(
            "The day ends at 23:59:59 in the time zone of each partner, as every day of a partner's deadlines does."
        ),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Give the reason.")},
        help_text=gettext_lazy("Kept here with your name; partners do not read it."),
    )  # fmt: skip


def counts(node: Node) -> dict[str, int]:
    """How many nodes stand under one, and how many authorisations name it or one of them."""
    tree = type(node)._default_manager.below([node.code])
    key = "region__in" if isinstance(node, Region) else "product_line__in"
    return {
        "under": tree.exclude(pk=node.pk).count(),
        "authorisations": Authorisation.objects.filter(**{key: tree}).count(),
    }
