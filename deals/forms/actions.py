"""Forms of the verbs a partner says about a registration; each carries the version the person saw (promise 3)."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from deals.forms.answers import TOO_LONG, DayField
from deals.models import Registration
from deals.saving import Difference


def text_field(
    label: Any, *, required: Any, most: int, rows: int = 4, help_text: Any = ""
) -> forms.CharField:
    """Words of several lines; `required` is the message when there are none, empty for words that may stay away."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text, required=bool(required),
        validators=[MaxLengthValidator(most, TOO_LONG)], error_messages={"required": required},
    )  # fmt: skip


def line_field(label: Any, *, most: int, help_text: Any = "") -> forms.CharField:
    """One line that may stay empty."""
    limit = MaxLengthValidator(most, TOO_LONG)
    return forms.CharField(label=label, required=False, validators=[limit], help_text=help_text)


class ActionForm(forms.Form):
    """A confirmation: nothing to fill in but the version."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("This page was not sent whole. Open it again.")
        ),
    )

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"].initial = row.partner_version
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def differences(self) -> list[Difference]:
        """What both the person and somebody else changed meanwhile; nothing in a form without facts."""
        return []

    def build_on(self, version: int) -> None:
        """Go on from a newer version with everything that was typed."""
        self.data = {**self.data.dict(), self.add_prefix("version"): str(version)}  # type: ignore[attr-defined]


class CloseForm(ActionForm):
    WON, LOST = "won", "lost"
    outcome = forms.ChoiceField(
        label=_("How did the deal end?"), choices=[(WON, _("Won")), (LOST, _("Lost"))],
        widget=forms.RadioSelect, error_messages={"required": _("Choose whether the deal was won or lost.")},
    )  # fmt: skip


class AppealForm(ActionForm):
    grounds = text_field(
        _("Why should the decision change?"), most=4000, rows=6,
        required=_("Write why the decision should change."),
        help_text=_("Name what speaks for you, and where it can be checked."),
    )  # fmt: skip


class HearingForm(ActionForm):
    reply = text_field(
        _("Your reply"), most=4000, rows=8, required=_("Write your reply."),
        help_text=_("Say what is right, and where it can be checked. You can reply once."),
    )  # fmt: skip


class PriceForm(ActionForm):
    note = text_field(
        _("What price is needed, and why?"), most=2000, required=_("Write what price is needed, and why.")
    )


class ObjectionForm(ActionForm):
    reason = text_field(
        _("Why do you object?"), most=2000,
        required=_("Write why you object: your coordinator decides by it."),
    )  # fmt: skip


class ExtensionForm(ActionForm):
    close_on = DayField(
        label=_("New close date"),
        error_messages={"required": _("Give the day on which you now expect to close.")},
    )
    reason = text_field(
        _("Why does the deal need longer?"), most=2000, required=_("Write why the deal needs longer.")
    )
