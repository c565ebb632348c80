"""The update: prefilled with what is known, the stage alone required (SCREENS S5)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.answers import label, lines
from deals.drafts import Product
from deals.forms.actions import ActionForm, line_field, text_field
from deals.forms.answers import CHOOSE_ONE, DayField
from deals.forms.products import addable
from deals.models import Registration
from deals.saving import Difference
from deals.states import Stage
from deals.updates import Report
from partners import sealed

FACTS = ("stage", "close_on", "budget")
FIGURES = _("Write it in figures, such as 250000.00.")
PIECES = _("Give the quantity in whole figures; 0 takes the product line out.")
ADDED_MOST = 3
PIECES_OF_NEW = _("Give the quantity in whole figures, at least 1.")
KEEP_ONE = _("Keep at least one product line: a registration without products covers nothing.")
MOST_PIECES = 2**31 - 1


class FactsForm(ActionForm):
    """The facts an update may change, prefilled. Each carries what the person saw beside what was typed.

    Only what the person changed is reported: a fact left alone must not undo what a colleague changed meanwhile.
    """

    stage = forms.ChoiceField(
        label=_("Sales stage"), choices=Stage.choices, show_hidden_initial=True,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )  # fmt: skip
    close_on = DayField(label=_("Expected close (optional)"), required=False, show_hidden_initial=True)
    budget = forms.DecimalField(
        label=_("Budget (optional)"), max_digits=14, decimal_places=2, required=False,
        show_hidden_initial=True, validators=[MinValueValidator(0, _("Write an amount of zero or more."))],
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), FIGURES
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for name in FACTS:
            self.fields[name].initial = getattr(row, name)
        self.fields["budget"].label = gettext("Budget in %s (optional)") % row.currency

    @property
    def seen(self) -> list[SafeString]:
        """What the page showed of the prefilled fields, for the next post to compare with."""
        shown = [bound for bound in self if bound.field.show_hidden_initial]
        return [bound.as_hidden(only_initial=True) for bound in shown]

    def facts(self) -> dict[str, Any]:
        """The facts the person changed, after `is_valid`."""
        return {name: self.cleaned_data[name] for name in FACTS if name in self.changed_data}

    def differences(self) -> list[Difference]:
        """The facts that the person changed and that are not any more what the page had shown."""
        found = (self._difference(name) for name in FACTS if name in self.changed_data)
        return [difference for difference in found if difference.base != difference.saved]

    def _difference(self, name: str) -> Difference:
        shown = self.data.get(self[name].html_initial_name)
        try:
            base = lines(name, self.fields[name].to_python(shown))
        except forms.ValidationError:
            base = None
        now, typed = getattr(self.row, name), self.cleaned_data.get(name)
        return Difference(label(name), base, lines(name, now), lines(name, typed))

    def build_on(self, version: int) -> None:
        """Go on from the registration as it is now: facts left alone follow it, what was typed stays."""
        touched = set(self.changed_data)
        super().build_on(version)
        for name in FACTS:
            now = self.fields[name].prepare_value(getattr(self.row, name))
            self.data[self[name].html_initial_name] = now  # type: ignore[index]
            if name not in touched:
                self.data[self.add_prefix(name)] = now  # type: ignore[index]


class UpdateForm(FactsForm):
    contact_on = DayField(
        label=_("Last contact with the customer (optional)"), required=False,
        help_text=_("The day it took place."),
    )  # fmt: skip
    next_step = line_field(_("Next step (optional)"), most=300)
    next_step_on = DayField(label=_("Day of the next step (optional)"), required=False)
    no_change = line_field(
        _("Nothing changed, because (optional)"), most=300,
        help_text=_("Counts a limited number of times in a row."),
    )  # fmt: skip
    note = text_field(_("Note (optional)"), most=2000, rows=3, required="")

    def __init__(self, *args: Any, row: Registration, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.items = list(row.items.all())
        for item in self.items:
            self.fields[f"item_{sealed.key(item)}"] = forms.IntegerField(
                label=gettext("%s, quantity") % item.product_line.name, initial=item.quantity,
                min_value=0, max_value=MOST_PIECES, show_hidden_initial=True,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), PIECES),
            )  # fmt: skip
        self.lines = {line.code: line for line in addable(row, at)}
        choices = [("", _("None")), *((code, line.name) for code, line in self.lines.items())]
        for number in range(1, ADDED_MOST + 1 if self.lines else 1):
            self.fields[f"added_{number}"] = forms.ChoiceField(
                label=_("Add a product line (optional)"), choices=choices, required=False,
                error_messages={"invalid_choice": CHOOSE_ONE},
            )  # fmt: skip
            self.fields[f"pieces_{number}"] = forms.IntegerField(
                label=_("Its quantity"), min_value=1, max_value=MOST_PIECES, initial=1, required=False,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PIECES_OF_NEW),
            )  # fmt: skip

    @property
    def added(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields in which product lines are added."""
        numbers = [name.removeprefix("added_") for name in self.fields if name.startswith("added_")]
        return [(self[f"added_{number}"], self[f"pieces_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = [said.get(line.name) for line, _pieces in self.added if said.get(line.name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("Add each product line once, with all its pieces."))
        touched = [field.name for field in self.quantities]
        if not self.errors and touched and not chosen and not any(said[name] for name in touched):
            self.add_error(touched[0], KEEP_ONE)
        return said

    def products(self) -> list[Product] | None:
        """The product lines as they shall be; None where the person left them alone."""
        said = self.cleaned_data
        added = [(said[line.name], said[pieces.name] or 1) for line, pieces in self.added if said[line.name]]
        if not added and not any(field.name in self.changed_data for field in self.quantities):
            return None
        kept = [(item, said[f"item_{sealed.key(item)}"]) for item in self.items]
        return [
            *(Product(item.product_line, pieces, item.description) for item, pieces in kept if pieces),
            *(Product(self.lines[code], pieces) for code, pieces in added),
        ]

    @property
    def quantities(self) -> list[forms.BoundField]:
        return [self[f"item_{sealed.key(item)}"] for item in self.items]

    @property
    def rarely_used_has_errors(self) -> bool:
        of_products = {name for name in self.fields if name.startswith(("item_", "added_", "pieces_"))}
        return bool({"no_change", "note", *of_products} & set(self.errors))

    def report(self) -> Report:
        """What the person said; the verb judges it."""
        said = self.cleaned_data
        return Report(
            **self.facts(),
            products=self.products(),
            contact_on=said["contact_on"], next_step=said["next_step"], next_step_on=said["next_step_on"],
            no_change=said["no_change"], note=said["note"],
        )  # fmt: skip
