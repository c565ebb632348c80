"""The form in which a calendar's holidays are written: one a line, a calendar file read into them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import calendar_files, holidays

FILE_BYTES_MOST = 1024 * 1024


class LinesForm(forms.Form):
    """The holidays as lines; a file only adds to them."""

    lines = forms.CharField(
        label=gettext_lazy("Holidays, one a line"),
        help_text=gettext_lazy("The day and the name, such as 2027-01-01 New Year's Day."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 60, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Calendar file (.ics) to read into the lines"),
        help_text=gettext_lazy(
            "Its days are added above for you to look over; nothing is kept before you save."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose the file that holds the holidays.")},
    )

    def __init__(self, *args: Any, reads_file: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.reads_file, self.today = reads_file, today

    def clean_lines(self) -> holidays.Days:
        return holidays.read_lines(self.cleaned_data["lines"])

    def clean_file(self) -> holidays.Days:
        file = self.cleaned_data["file"]
        if not file:
            if self.reads_file:
                raise forms.ValidationError(_("Choose a file."))
            return {}
        if not self.reads_file:
            raise forms.ValidationError(_("Read the file into the lines first, look them over, then save."))
        if file.size > FILE_BYTES_MOST:
            raise forms.ValidationError(_("Choose a smaller file: this one is larger than 1 MiB."))
        return calendar_files.read_file(file.read(), self.today)
