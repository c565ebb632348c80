from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.answers import AnswersForm, DayField
from deals.models import Registration


class TimelineForm(AnswersForm):
    """When it will be built, when the price is asked for, and how far the sale is."""

    implementation_from = DayField()
    implementation_until = DayField()
    price_application_on = DayField()
    close_on = DayField(help_text=_("The day on which you expect the order."))

    groups = (
        (_("When will the project be implemented?"), (("implementation_from", "implementation_until"),)),
        (
            _("When do you expect to apply for a price, and to close?"),
            (("price_application_on", "close_on"),),
        ),
        (_("Where does the sale stand?"), ("stage", "competitors")),
    )

    class Meta:
        model = Registration
        fields = (
            "implementation_from", "implementation_until", "price_application_on", "close_on", "stage",
            "competitors",
        )  # fmt: skip
        help_texts = {"competitors": _("Names, separated by commas.")}
        widgets = {"competitors": forms.TextInput(attrs={"autocomplete": "off"})}
