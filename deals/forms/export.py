"""What an export asks: the file, its columns, the zone of its instants and how a day is written."""

from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.exports import COLUMNS, CSV, DAY_FORMATS, XLSX, Wanted
from deals.forms.answers import CHOOSE_ONE
from partners.models import User

DAYS = [
    ("iso", "2027-03-27"),
    ("day-first", "27/03/2027"),
    ("month-first", "03/27/2027"),
    ("words", "27 Mar 2027"),
]
assert {code for code, _words in DAYS} == set(DAY_FORMATS)


class ExportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("File"), choices=[(XLSX, _("Excel (XLSX)")), (CSV, _("Text (CSV)"))], initial=XLSX,
        widget=forms.RadioSelect, error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_ONE),
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=_("Time zone"), error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_ONE)
    )
    days = forms.ChoiceField(
        label=_("Days are written as"), choices=DAYS, initial="iso",
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_ONE),
    )  # fmt: skip
    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple,
        choices=[(column.name, column.label) for column in COLUMNS],
        initial=[column.name for column in COLUMNS],
        error_messages={"required": _("Choose at least one column."), "invalid_choice": CHOOSE_ONE},
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert user.partner is not None
        zones = dict.fromkeys((user.time_zone, user.partner.time_zone, "UTC"))
        self.fields["zone"].choices = [(name, name) for name in zones]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["kind"], said["columns"], ZoneInfo(said["zone"]), said["days"])
