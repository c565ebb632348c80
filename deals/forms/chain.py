from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.drafts import Person
from deals.forms.answers import NOTHING_YET
from deals.forms.rows import RowForm, Rows
from deals.models import Registration
from deals.states import ChainRole, Influence


class PersonRow(RowForm):
    columns = {
        "role": "col-sm-6", "influence": "col-sm-6", "name": "col-12", "email": "col-sm-6", "phone": "col-sm-6",
    }  # fmt: skip

    role = forms.ChoiceField(label=_("Role"), choices=[("", NOTHING_YET), *ChainRole.choices])
    influence = forms.ChoiceField(label=_("Influence"), choices=Influence.choices, initial=Influence.MEDIUM)
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("Business e-mail"), max_length=254,
        error_messages={"invalid": _("Write an address such as name@example.com.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Business phone"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip

    def clean_role(self) -> str:
        if not self.cleaned_data["role"]:
            raise forms.ValidationError(_("Choose this person's role, or remove this row."))
        return str(self.cleaned_data["role"])

    def clean_influence(self) -> str:
        return str(self.cleaned_data["influence"] or Influence.MEDIUM)

    def saved(self) -> Person:
        return Person(**self.cleaned_data)


class ChainRows(Rows):
    """The people at the customer: role and influence first, then name and business contact."""

    name, anchor = "decision_makers", "decision_chain"
    row_form = PersonRow

    def __init__(self, row: Registration, posted: Mapping[str, Any] | None) -> None:
        people = row.decision_makers.all()
        names = ("role", "influence", "name", "email", "phone")
        super().__init__([{name: getattr(person, name) for name in names} for person in people], posted)
