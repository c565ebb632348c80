from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import membership
from partners.admin.scope import DayInput
from partners.admin.standing_verbs import Verb
from partners.announcements import earliest_day
from partners.models import Partner
from partners.standing_reasons import StandingReason, meant_for


class StandingForm(forms.Form):
    """The answers of one decision: tier, reasons of the closed list, added words; each where the verb asks for it."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"))
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one reason.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Added words (optional)"), max_length=2000, required=False,
        help_text=gettext_lazy("The company reads them."), widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    first_day = forms.DateField(
        label=gettext_lazy("First day (optional)"), required=False, widget=DayInput(),
    )  # fmt: skip

    def __init__(self, data: Any, verb: Verb, partner: Partner, at: datetime) -> None:
        super().__init__(data, initial={"tier": partner.tier}, label_suffix="")
        self.earliest = earliest_day(partner, at)
        self.fields["first_day"].help_text = (
            _("From the start of that day in the time zone of its home region (%s). Without a day: at once.")
            % partner.region.zone
        )
        self.fields["first_day"].widget.attrs["min"] = self.earliest.isoformat()
        if not verb.waits:
            del self.fields["first_day"]
        self.meant = meant_for(verb.name)
        self.fields["codes"].choices = [(reason.code, reason.words) for reason in self.meant]  # type: ignore[attr-defined]
        if not self.meant:
            del self.fields["codes"]
        self.fields["tier"].choices = [  # type: ignore[attr-defined]
            (tier.value, tier.label) for tier in membership.tiers_for(partner, verb.name)
        ]
        if not verb.places:
            del self.fields["tier"]

    def clean_first_day(self) -> date | None:
        day: date | None = self.cleaned_data["first_day"]
        if day is not None and day < self.earliest:
            raise forms.ValidationError(
                _("Choose %s or a later day, or leave the day away to decide at once.")
                % date_format(self.earliest, "DATE_FORMAT")
            )
        return day

    def reason_rows(self) -> Iterator[tuple[Any, StandingReason]]:
        """Each tick box with its reason."""
        return zip(self["codes"], self.meant, strict=True)
