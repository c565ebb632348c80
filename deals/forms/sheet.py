"""One line of the update sheet."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import clocks
from deals.forms.actions import line_field
from deals.forms.answers import CHOOSE_ONE, DayField
from deals.forms.update import FACTS, FactsForm
from deals.models import Registration
from deals.updates import Report

CONTACT, STEP, NO_CHANGE = "contact", "step", "no-change"
KINDS = [
    ("", _("Choose")),
    (CONTACT, _("Customer contact")),
    (STEP, _("Next step")),
    (NO_CHANGE, _("Why nothing changed")),
]


class UpdateLine(FactsForm):
    """One line of the update sheet: a sentence, what it is, its day, and the facts. Left alone it says nothing."""

    WHERE = {"contact_on": "day", "next_step_on": "day"}

    sentence = line_field(_("What is new"), most=300)
    kind = forms.ChoiceField(
        label=_("It is"), choices=KINDS, required=False, error_messages={"invalid_choice": CHOOSE_ONE}
    )
    day = DayField(label=_("On"), required=False, show_hidden_initial=True)
    field_order = ("sentence", "kind", "day", "stage", "close_on", "budget")

    def __init__(self, *args: Any, row: Registration, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, row=row, prefix=row.reference, **kwargs)
        self.fields["day"].initial = clocks.local_day(at, row.zone)
        self.fields["close_on"].label = _("Expected close")
        self.fields["budget"].label = gettext("Budget, %s") % row.currency

    @property
    def begun(self) -> bool:
        return bool(set(self.changed_data) - {"version"})

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        sentence, kind = said.get("sentence", ""), said.get("kind", "")
        if not kind and "kind" not in self.errors and "day" in self.changed_data:
            self.add_error("kind", _("Choose what took place, or will take place, on that day."))
        elif not kind and "kind" not in self.errors and sentence and not set(FACTS) & set(self.changed_data):
            self.add_error(
                "kind", _("Choose what the sentence tells: by itself it does not count as an update.")
            )
        if kind in (STEP, NO_CHANGE) and not sentence and "sentence" not in self.errors:
            words = _("Write the next step.") if kind == STEP else _("Write why nothing changed.")
            self.add_error("sentence", words)
        if kind in (CONTACT, STEP) and not said.get("day") and "day" not in self.errors:
            self.add_error("day", _("Give the day."))
        return said

    def report(self) -> Report:
        """What the person said; the verb judges it."""
        sentence, kind, day = (self.cleaned_data[name] for name in ("sentence", "kind", "day"))
        if kind == STEP:
            return Report(**self.facts(), next_step=sentence, next_step_on=day)
        if kind == NO_CHANGE:
            return Report(**self.facts(), no_change=sentence)
        return Report(**self.facts(), contact_on=day if kind == CONTACT else None, note=sentence)

    def refuse(self, words: str, about: str = "") -> None:
        """Show a refusal of the verb at the field it is about, or at the line."""
        self.add_error(self.WHERE.get(about), words)
