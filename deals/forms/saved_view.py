"""The name of a saved view, and who sees it when."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from deals.forms.answers import TOO_LONG


class SavedViewForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), validators=[MaxLengthValidator(60, TOO_LONG)],
        error_messages={"required": _("Give the view a name.")},
    )  # fmt: skip
    shared = forms.BooleanField(label=_("Colleagues see it too"), required=False)
    is_default = forms.BooleanField(label=_("Open this view first"), required=False)
