"""The verdicts of a review: on each group of facts, and on each candidate. Several may be given at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from deals.models import OpportunityVerdict, Registration, Verification
from deals.states import FactGroup
from validation.models import KnownOpportunity

Row = tuple[str, Any, Any, Any]


@dataclass(frozen=True)
class Said:
    """One verdict as typed: on what, which, and what it rests on."""

    on: str
    verdict: str
    source: str


class VerdictsForm(forms.Form):
    """A verdict and its source per thing; a thing without a verdict is left as it is."""

    def __init__(self, data: Any, things: Mapping[str, str], choices: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.things = things
        for key, name in things.items():
            self.fields[f"verdict-{key}"] = forms.ChoiceField(
                label=_("Verdict on %s") % name, choices=[("", _("No verdict")), *choices], required=False
            )
            self.fields[f"source-{key}"] = forms.CharField(
                label=_("Source for %s") % name, required=False, max_length=300
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for key in self.things:
            if said.get(f"verdict-{key}") and not said.get(f"source-{key}", "").strip():
                self.add_error(f"source-{key}", _("Name what your verdict rests on."))
        if not self.errors and not self.said():
            raise forms.ValidationError(_("Choose at least one verdict."))
        return said

    def said(self) -> list[Said]:
        return [
            Said(key, self.cleaned_data[f"verdict-{key}"], self.cleaned_data[f"source-{key}"])
            for key in self.things
            if self.cleaned_data.get(f"verdict-{key}")
        ]

    def rows(self) -> Iterator[Row]:
        for key, name in self.things.items():
            yield key, name, self[f"verdict-{key}"], self[f"source-{key}"]


class VerifyForm(VerdictsForm):
    """Verdicts on the groups of facts; one source may confirm all groups that have no verdict of their own."""

    def __init__(self, data: Any, row: Registration) -> None:
        super().__init__(data, {g.value: str(g.label) for g in FactGroup}, Verification.Verdict.choices)
        self.fields["source-all"] = forms.CharField(
            label=_("Confirm all facts without a verdict by this source"), required=False, max_length=300
        )
        self.row = row

    def for_all(self) -> Any:
        return self["source-all"]

    def said(self) -> list[Said]:
        chosen = super().said()
        source = self.cleaned_data.get("source-all", "").strip()
        if not source:
            return chosen
        done = {each.on for each in chosen} | {v.group for v in self.row.verifications.all()}
        rest = [group for group in self.things if group not in done]
        return chosen + [Said(group, Verification.Verdict.CONFIRMED, source) for group in rest]


class JudgeForm(VerdictsForm):
    """Same or different, for the candidates on the page."""

    def __init__(self, data: Any, candidates: Iterable[KnownOpportunity]) -> None:
        self.known = {str(known.pk): known for known in candidates}
        names = {key: known.record_id for key, known in self.known.items()}
        super().__init__(data, names, OpportunityVerdict.Verdict.choices)
