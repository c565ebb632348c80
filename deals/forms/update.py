"""The update: prefilled with what is known, the stage alone required (SCREENS S5)."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.drafts import Product
from deals.forms.actions import ActionForm, line_field, text_field
from deals.forms.answers import CHOOSE_ONE, DayField
from deals.models import Registration
from deals.states import Stage
from deals.updates import Report

FIGURES = _("Write it in figures, such as 250000.00.")
PIECES = _("Give the quantity in whole figures, at least 1.")
MOST_PIECES = 2**31 - 1


class UpdateForm(ActionForm):
    stage = forms.ChoiceField(
        label=_("Sales stage"), choices=Stage.choices,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )  # fmt: skip
    contact_on = DayField(
        label=_("Last contact with the customer (optional)"), required=False,
        help_text=_("The day it took place."),
    )  # fmt: skip
    next_step = line_field(_("Next step (optional)"), most=300)
    next_step_on = DayField(label=_("Day of the next step (optional)"), required=False)
    close_on = DayField(label=_("Expected close (optional)"), required=False)
    budget = forms.DecimalField(
        label=_("Budget (optional)"), max_digits=14, decimal_places=2, required=False,
        validators=[MinValueValidator(0, _("Write an amount of zero or more."))],
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), FIGURES
        ),
    )  # fmt: skip
    no_change = line_field(
        _("Nothing changed, because (optional)"), most=300,
        help_text=_("Counts a limited number of times in a row."),
    )  # fmt: skip
    note = text_field(_("Note (optional)"), most=2000, rows=3, required="")

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for name in ("stage", "close_on", "budget"):
            self.fields[name].initial = getattr(row, name)
        self.items = list(row.items.select_related("product_line"))
        for item in self.items:
            self.fields[f"item_{item.pk}"] = forms.IntegerField(
                label=gettext("%s, quantity") % item.product_line.name, initial=item.quantity,
                min_value=1, max_value=MOST_PIECES,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), PIECES),
            )  # fmt: skip

    @property
    def quantities(self) -> list[forms.BoundField]:
        return [self[f"item_{item.pk}"] for item in self.items]

    @property
    def rarely_used_has_errors(self) -> bool:
        return bool({"no_change", "note", *(field.name for field in self.quantities)} & set(self.errors))

    def report(self) -> Report:
        """What the person said; the verb judges it."""
        said = self.cleaned_data
        return Report(
            stage=said["stage"], budget=said["budget"], close_on=said["close_on"],
            products=[Product(i.product_line, said[f"item_{i.pk}"], i.description) for i in self.items],
            contact_on=said["contact_on"], next_step=said["next_step"], next_step_on=said["next_step_on"],
            no_change=said["no_change"], note=said["note"],
        )  # fmt: skip
