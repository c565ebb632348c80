from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import Registration
from partners.models import Partner, Policy
from partners.sealed import SealedChoiceField

FEW = 8


class WhoForForm(forms.Form):
    """A distributor's first question: for which of the partners it serves, or for itself where the policy allows."""

    partner = SealedChoiceField(
        Partner.objects.none(), label=_("Who is this deal for?"), empty_label=None, widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the partner this deal is for."),
            "invalid_choice": _("Choose one of the partners your company serves."),
        },
    )  # fmt: skip

    def __init__(self, distributor: Partner, at: datetime, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given)
        active = Partner.objects.filter(status=Partner.Status.ACTIVE)
        choices = active.served_by(distributor, at.date())
        if Policy.objects.in_force(distributor.region, at).distributor_for_itself:
            choices = choices | active.filter(pk=distributor.pk).distinct()
        field = self.fields["partner"]
        assert isinstance(field, SealedChoiceField)
        field.queryset = choices
        if choices.count() > FEW:
            field.widget = forms.Select(choices=list(field.choices))  # type: ignore[arg-type]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody to register for."""
        return not self.fields["partner"].queryset.exists()  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """From which earlier registration to take the answers, if any."""

    source = forms.ChoiceField(
        label=_("Copy from an earlier registration (optional)"), required=False,
        help_text=_("Takes customer, project, budget, products and decision chain. Dates you write anew."),
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )  # fmt: skip

    def __init__(self, rows: Iterable[Registration], given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given)
        self.rows = {row.reference: row for row in rows}
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        described = ((row.reference, self._words(row)) for row in self.rows.values())
        field.choices = [("", _("Start with empty answers")), *described]

    def chosen(self) -> Registration | None:
        return self.rows.get(self.cleaned_data["source"])

    def _words(self, row: Registration) -> str:
        parts = (row.customer_name, row.project_name)
        return f"{' – '.join(part for part in parts if part)} ({row.reference})"
