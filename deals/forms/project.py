import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from deals.forms.answers import NOTHING_YET, AnswersForm, DayField
from deals.models import Registration
from partners.models import Region

THOUSANDS = re.compile(r"\d{1,3}([,.' ])\d{3}(?:\1\d{3})*")
MOST = Decimal("999999999999.99")


def plain_number(text: str) -> str:
    """An amount as people write it, with signs between thousands and either decimal sign, as a plain number."""
    text = re.sub(r"\s", " ", text.strip()).replace("’", "'")
    whole, sign, cents = text, "", ""
    if ends := re.search(r"[.,](\d{1,2})$", text):
        whole, sign, cents = text[: ends.start()], ".", ends[1]
    if found := THOUSANDS.fullmatch(whole):
        whole = whole.replace(found[1], "")
    return whole + sign + cents


class AmountField(forms.DecimalField):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"})
    default_error_messages = {
        "invalid": _("Write an amount in figures, such as 250000 or 250,000.00."),
        "zero": _("Write a budget above zero."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **options)
        # The same words for every way in which a number can be too long.
        for code in ("max_digits", "max_whole_digits"):
            self.error_messages[code] = _("Write an amount below 1,000,000,000,000.")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        amount = super().to_python(plain_number(value) if isinstance(value, str) else value)
        if amount is None:
            return None
        if not amount.is_finite():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if amount <= 0:
            raise forms.ValidationError(self.error_messages["zero"])
        if amount > MOST:
            raise forms.ValidationError(_("Write an amount below 1,000,000,000,000."))
        if amount != round(amount, 2):
            raise forms.ValidationError(_("Write at most two digits after the decimal sign."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return (
            number_format(value, decimal_pos=2, force_grouping=True) if isinstance(value, Decimal) else value
        )


class ProjectForm(AnswersForm):
    """What the customer plans, with which budget, and whether a tender is out."""

    budget = AmountField(help_text=_("What the customer has approved or plans to spend on this project."))
    currency = forms.ChoiceField()
    tender_on = DayField()

    groups = (
        ("", ("project_name", "deal_kind", ("budget", "currency"))),
        (_("Public tender"), ("tender_published", ("tender_number", "tender_on"))),
    )

    class Meta:
        model = Registration
        fields = (
            "project_name", "deal_kind", "budget", "currency", "tender_published", "tender_number", "tender_on",
        )  # fmt: skip
        labels = {"tender_published": _("A public tender is published")}
        help_texts = {
            "project_name": _("As the customer calls it: its purpose, place and year make it specific."),
            "tender_number": _("Needed once a public tender is published."),
        }
        widgets = {"project_name": forms.TextInput(attrs={"autocomplete": "off"}), "deal_kind": forms.Select}

    def __init__(self, row: Registration, posted: Mapping[str, Any] | None = None) -> None:
        super().__init__(row, posted)
        if "currency" in self.fields:
            known = {*Region.objects.order_by().values_list("currency", flat=True).distinct(), row.currency}
            choices = [(code, code) for code in sorted(known - {""})]
            self.fields["currency"].choices = [("", NOTHING_YET), *choices]  # type: ignore[attr-defined]
