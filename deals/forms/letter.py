from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 60


class LetterCheckForm(forms.Form):
    """The code and the date of issue, as the letter prints them."""

    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=_("26 letters and digits; spaces and capitals do not matter."),
        error_messages={"required": _("Enter the code that the letter prints.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    issued_on = forms.DateField(
        label=_("Date of issue"),
        help_text=_("The day after “Issued on” in the letter."),
        error_messages={
            "required": _("Enter the date of issue that the letter prints."),
            "invalid": _("Enter the date of issue as year-month-day, such as 2027-05-14."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].input_formats = ["%Y-%m-%d"]  # type: ignore[attr-defined]
