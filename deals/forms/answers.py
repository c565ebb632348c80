"""What the forms of single answers share: only what is open, nothing required, and words that say what to do."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from deals.answers import OPTIONAL, label
from deals.drafts import open_answers
from deals.models import Registration

YEARS = range(2000, 2101)
TOO_LONG = ngettext_lazy(
    "Shorten this to %(limit_value)d character; it has %(show_value)d now.",
    "Shorten this to %(limit_value)d characters; it has %(show_value)d now.",
    "limit_value",
)
CHOOSE_ONE = _("Choose one from the list.")
NOTHING_YET = _("Choose one")


class DayField(forms.DateField):
    """A day as `2027-03-27`, which is what the calendar of a browser sends."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Choose a day in the calendar, or write it as 2027-03-27.")}

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(
                _("Write a year from %(first)d to %(last)d."),
                params={"first": YEARS[0], "last": YEARS[-1]},
            )
        return day


def speak_plainly(form: forms.BaseForm) -> None:
    """Messages that say what to do. A text that is too long is told so, instead of being cut while it is pasted."""
    for field in form.fields.values():
        field.required = False
        field.validators = [
            MaxLengthValidator(check.limit_value, TOO_LONG)
            if isinstance(check, MaxLengthValidator)
            else check
            for check in field.validators
        ]
        field.widget.attrs.pop("maxlength", None)
        if isinstance(field, forms.ChoiceField):
            offered: list[Any] = list(field.choices)  # type: ignore[arg-type]
            field.choices = [(code, words if code else NOTHING_YET) for code, words in offered]
            field.error_messages["invalid_choice"] = CHOOSE_ONE


class AnswersForm(forms.ModelForm):
    """Some answers of a registration. What is good can be saved although something else is not."""

    groups: ClassVar[Sequence[tuple[Any, Sequence[str | tuple[str, ...]]]]] = ()

    def __init__(self, row: Registration, posted: Mapping[str, Any] | None = None) -> None:
        super().__init__(posted, instance=copy.copy(row))
        opened = open_answers(row)
        for name in list(self.fields):
            if name not in opened:
                del self.fields[name]
        speak_plainly(self)
        for name, field in self.fields.items():
            words = field.label or label(name)
            field.label = gettext("%s (optional)") % words if name in OPTIONAL else words

    def answers(self) -> dict[str, Any]:
        """The answers that can be saved, after `is_valid` looked at them all."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}

    def mistakes(self) -> list[tuple[str, str]]:
        """Where the page shows a mistake, and what to do about it."""
        return [
            (str(self[name].id_for_label), f"{self[name].label}: {words}")
            for name, messages in self.errors.items()
            for words in messages
        ]

    def point_out(self, name: str, words: str) -> None:
        """Show at its field what a rule says against a saved answer."""
        if name in self.fields:
            self.errors.setdefault(name, self.error_class()).append(words)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            *(block for legend, names in self.groups if (block := self._block(legend, names)))
        )
        return helper

    def _block(self, legend: Any, names: Sequence[str | tuple[str, ...]]) -> Any:
        """A group of fields, those on one line given as a tuple; nothing when none of them is open."""
        parts = [part for name in names if (part := self._line(name)) is not None]
        if not parts:
            return None
        return Fieldset(legend, *parts) if legend else Div(*parts)

    def _line(self, name: str | tuple[str, ...]) -> Any:
        if isinstance(name, str):
            return name if name in self.fields else None
        columns = [Column(part, css_class="col-sm-6") for part in name if part in self.fields]
        return Row(*columns) if columns else None
