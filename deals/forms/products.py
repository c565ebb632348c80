from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import clocks
from deals.drafts import Product
from deals.forms.answers import NOTHING_YET
from deals.forms.rows import RowForm, Rows
from deals.models import Registration
from partners.last_days import announced
from partners.models import Authorisation, ProductLine
from validation.facts import covers

QUANTITY_MOST = 1_000_000


def covered(row: Registration, lines: Iterable[ProductLine], at: datetime) -> list[ProductLine]:
    """The product lines within the partner's authorisation for the place of installation, on the day that counts."""
    assert row.region is not None
    on = clocks.local_day(row.submitted_at or at, row.partner.zone)
    held = Authorisation.objects.filter(partner=row.partner_id).in_force(on)
    codes = held.values_list("region__code", "product_line__code")
    products = [product for region, product in codes if covers(region, row.region.code)]
    return [line for line in lines if any(covers(code, line.code) for code in products)]


def addable(row: Registration, at: datetime) -> list[ProductLine]:
    """The product lines that an update may add to a submitted registration: authorised, open, and not in it yet."""
    if row.region is None or row.submitted_at is None:
        return []
    chosen = {item.product_line_id for item in row.items.all()}
    today = clocks.local_day(at, row.zone)
    others = [line for line in ProductLine.objects.open_on(today) if line.pk not in chosen]
    return covered(row, others, row.submitted_at)


class ProductRow(RowForm):
    columns = {"product_line": "col-sm-6", "quantity": "col-sm-2", "description": "col-sm-4"}

    product_line = forms.ChoiceField(label=_("Product line"))
    quantity = forms.IntegerField(
        label=_("Quantity"), initial=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a whole number, such as 12.")},
        validators=[
            MinValueValidator(1, _("Write a quantity of at least 1.")),
            MaxValueValidator(QUANTITY_MOST, _("Write a quantity of at most 1,000,000.")),
        ],
    )  # fmt: skip
    description = forms.CharField(label=_("What it is for (optional)"), max_length=200)

    def __init__(
        self, *args: Any, choices: list[Any], lines: Mapping[str, ProductLine], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        self.fields["product_line"].choices = choices  # type: ignore[attr-defined]

    def clean_product_line(self) -> str:
        if not self.cleaned_data["product_line"]:
            raise forms.ValidationError(_("Choose the product line, or remove this row."))
        return str(self.cleaned_data["product_line"])

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1

    def saved(self) -> Product:
        given = self.cleaned_data
        return Product(self.lines[given["product_line"]], given["quantity"], given["description"])


class ProductRows(Rows):
    """The product lines offered: those that may be registered today, in the partner's authorisation first."""

    name = anchor = "products"
    row_form = ProductRow

    def __init__(self, row: Registration, at: datetime, posted: Mapping[str, Any] | None) -> None:
        items = list(row.items.all())
        chosen = {item.product_line_id for item in items}
        self.today, self.ends = clocks.local_day(at, row.partner.zone), announced()
        self.lines = [
            line
            for line in ProductLine.objects.all()
            if self.ends.products.open(line.code, self.today) or line.pk in chosen
        ]
        self.choices = [("", NOTHING_YET), *self._groups(row, at)]
        super().__init__(
            [
                {
                    "product_line": item.product_line.code,
                    "quantity": item.quantity,
                    "description": item.description,
                }
                for item in items
            ],
            posted,
        )

    def options(self) -> dict[str, Any]:
        return {"choices": self.choices, "lines": {line.code: line for line in self.lines}}

    def _without_doubles(self) -> bool:
        chosen = [form.cleaned_data.get("product_line") for form in self._begun() if form.is_valid()]
        if len(set(chosen)) == len(chosen):
            return True
        self.problems.append(gettext("Name each product line once; add up its quantity."))
        return False

    def _groups(self, row: Registration, at: datetime) -> list[Any]:
        """The choices, in two groups as soon as the place of installation tells which authorisations count."""
        if row.region is None:
            return self._options(self.lines)
        inside = covered(row, self.lines, at)
        outside = [line for line in self.lines if line not in inside]
        place = self._until(row.region.name, self.ends.regions.of(row.region.code))
        groups = [
            (gettext("Authorised in %s") % place, self._options(inside)),
            (gettext("Outside the authorisation in %s") % place, self._options(outside)),
        ]
        return [group for group in groups if group[1]]

    def _options(self, lines: list[ProductLine]) -> list[tuple[str, str]]:
        return [(line.code, self._until(line.name, self.ends.products.of(line.code))) for line in lines]

    def _until(self, name: str, last: date | None) -> str:
        """A name with the last day on which it may be registered, if one was announced."""
        if last is None:
            return name
        words = (
            gettext("%(name)s (until %(day)s)") if last >= self.today else gettext("%(name)s (ended %(day)s)")
        )
        return words % {"name": name, "day": date_format(last, "DATE_FORMAT")}
