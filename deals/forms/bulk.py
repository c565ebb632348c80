"""The forms of bulk registration: the file, what its columns mean, and how its rows are to come in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.bulk import cells, sheets
from deals.bulk.columns import NEEDED, offered
from deals.bulk.known import may_register_for
from deals.forms.answers import CHOOSE_ONE
from deals.models import Batch
from partners.models import Partner
from partners.sealed import SealedChoiceField

ENCODINGS = (
    (sheets.UTF_8, _("UTF-8")), (sheets.UTF_16, _("UTF-16")), (sheets.GB18030, _("Chinese (GB18030)")),
    (sheets.WESTERN, _("Western Europe (Windows-1252)")),
)  # fmt: skip


class BatchFileForm(forms.Form):
    file = forms.FileField(
        label=_("File of registrations"), allow_empty_file=True,
        help_text=_("CSV or XLSX, with headings in the first row: up to 1,000 rows and 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file first."), "missing": _("Choose a file first.")},
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > sheets.BYTES_MOST:
            raise forms.ValidationError(
                _("This file is larger than 5 MB. Split it, or leave out columns that are not needed.")
            )
        return file


class ColumnsForm(forms.Form):
    """What each column means. A distributor also says for whom, unless a column does."""

    day_order = forms.ChoiceField(
        label=_("Days such as 03.04.2027"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Ask me, row by row")), (cells.DAY_FIRST, _("3 April: the day comes first")),
                 (cells.MONTH_FIRST, _("4 March: the month comes first"))],
        error_messages={"invalid_choice": CHOOSE_ONE},
    )  # fmt: skip
    partner = SealedChoiceField(
        Partner.objects.none(), label=_("Who are these deals for?"), required=False,
        empty_label=_("A column of the file says so"),
        error_messages={"invalid_choice": _("Choose one of the partners your company serves.")},
    )  # fmt: skip

    def __init__(self, batch: Batch, at: datetime, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given, initial={"day_order": batch.day_order, "partner": batch.partner_id})
        behalf = batch.company.is_distributor
        choices = [("", _("Leave out")), *((column.name, column.title) for column in offered(behalf=behalf))]
        for index, heading in enumerate(batch.headings):
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=heading or gettext("Column %d") % (index + 1), choices=choices, required=False,
                initial=batch.meaning[index], error_messages={"invalid_choice": CHOOSE_ONE},
            )  # fmt: skip
        if behalf:
            self.fields["partner"].queryset = may_register_for(batch.company, at)  # type: ignore[attr-defined]
        else:
            del self.fields["partner"]
        self.wide = len(batch.headings)

    def clean(self) -> dict[str, Any]:
        """At each column that takes another's meaning: which to mend."""
        said = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for index in range(self.wide):
            name = said.get(f"column-{index}", "")
            if name and name in seen:
                self.add_error(
                    f"column-{index}", _("Another column above has this meaning. Choose one of the two.")
                )
            seen.add(name)
        for column in offered(behalf=True):
            if column.name in NEEDED and column.name not in seen:
                self.add_error(None, gettext("Say which column holds: %s.") % column.title)
        if "partner" in self.fields and not said.get("partner") and "partner" not in seen:
            self.add_error(
                "partner", _("Choose a partner here, or the column that names the partner of each row.")
            )
        return said

    def meaning(self) -> list[str]:
        return [self.cleaned_data[f"column-{index}"] for index in range(self.wide)]

    def columns(self, samples: Sequence[Sequence[str]]) -> list[tuple[str, list[str], forms.BoundField]]:
        """Each column with the first of its cells and the field that says what it means."""
        return [
            (
                str(self.fields[f"column-{index}"].label),
                [cells[index] for cells in samples if index < len(cells) and cells[index]],
                self[f"column-{index}"],
            )
            for index in range(self.wide)
        ]


class ConfirmForm(forms.Form):
    """All rows or the good ones; drafts or submitted. Who submits gives the two statements for every row."""

    ALL, GOOD = "all", "good"
    rows = forms.ChoiceField(
        label=_("Which rows?"), widget=forms.RadioSelect,
        choices=[(ALL, _("All or nothing: only if no row has a fault")),
                 (GOOD, _("The rows without faults; the others stay here to be mended"))],
        error_messages={"required": _("Choose which rows are to come in."), "invalid_choice": CHOOSE_ONE},
    )  # fmt: skip
    submit = forms.ChoiceField(
        label=_("As drafts, or submitted?"), widget=forms.RadioSelect, initial="",
        choices=[("", _("As drafts: nothing is submitted yet")),
                 ("yes", _("Submit what meets the criteria; the rest stays as drafts"))],
        required=False, error_messages={"invalid_choice": CHOOSE_ONE},
    )  # fmt: skip
    attested_true = forms.BooleanField(
        label=_("The facts of every row are true and complete, as far as my company knows."), required=False
    )
    attested_shared = forms.BooleanField(
        label=_("Every customer agreed that these facts are shared with the vendor."), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("submit"):
            if not said.get("attested_true"):
                self.add_error(
                    "attested_true", _("Confirm that the facts are true, or bring the rows in as drafts.")
                )
            if not said.get("attested_shared"):
                self.add_error(
                    "attested_shared", _("Confirm the customers' consent, or bring the rows in as drafts.")
                )
        return said
