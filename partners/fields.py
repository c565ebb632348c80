"""Fields of the portal's forms, each with its own words for what is missing."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

SHORTEN = _("Shorten this to %(limit_value)d characters; it has %(show_value)d now.")
CHOOSE = _("Choose one from the list.")


def line(label: Any, most: int, *, required: Any = "", help_text: Any = "", **attrs: Any) -> forms.CharField:
    """One line; `required` is the message when it is missing, empty for a line that may stay away."""
    return forms.CharField(
        label=label, required=bool(required), help_text=help_text, widget=forms.TextInput(attrs=attrs),
        validators=[MaxLengthValidator(most, SHORTEN)], error_messages={"required": required},
    )  # fmt: skip


def choice(label: Any, choices: Any, *, required: Any = "", help_text: Any = "") -> forms.ChoiceField:
    """One of a list; `required` as for a line."""
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(required), help_text=help_text,
        error_messages={"required": required, "invalid_choice": CHOOSE},
    )  # fmt: skip
