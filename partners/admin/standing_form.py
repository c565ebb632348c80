from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from partners import membership
from partners.admin.standing_verbs import Verb
from partners.models import Partner
from partners.standing_reasons import StandingReason, meant_for
from partners.tiers import Tier


class StandingForm(forms.Form):
    """The answers of one decision: tier, reasons of the closed list, added words; each where the verb asks for it."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), choices=Tier.choices)
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one reason.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Added words (optional)"), max_length=2000, required=False,
        help_text=gettext_lazy("The company reads them."), widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, data: Any, verb: Verb, partner: Partner) -> None:
        super().__init__(data, initial={"tier": partner.tier}, label_suffix="")
        self.meant = meant_for(verb.name)
        self.fields["codes"].choices = [(reason.code, reason.words) for reason in self.meant]  # type: ignore[attr-defined]
        if not self.meant:
            del self.fields["codes"]
        if verb.name == "move":
            self.fields["tier"].choices = [  # type: ignore[attr-defined]
                (tier.value, tier.label) for tier in membership.other_tiers(partner)
            ]
        if not verb.places:
            del self.fields["tier"]

    def reason_rows(self) -> Iterator[tuple[Any, StandingReason]]:
        """Each tick box with its reason."""
        return zip(self["codes"], self.meant, strict=True)
