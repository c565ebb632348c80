from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import Registration


class AttestationForm(forms.Form):
    """The two statements that only a person can make, given anew with every submission."""

    attested_true = forms.BooleanField(
        label=_("The facts above are true and complete, as far as my company knows."), required=False
    )
    attested_shared = forms.BooleanField(
        label=_("The customer agreed that these facts are shared with the vendor."), required=False
    )

    def __init__(self, row: Registration, posted: Mapping[str, Any] | None = None) -> None:
        given = {name: getattr(row, name) for name in self.base_fields}
        super().__init__(posted, initial=given)
