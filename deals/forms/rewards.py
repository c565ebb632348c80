"""Forms of the reward and of the use of benefits: the partner's claim, the desk's answers."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from deals.forms.actions import ActionForm
from deals.forms.answers import TOO_LONG, DayField
from deals.forms.decisions import AnswerForm, DecisionForm
from deals.forms.project import AmountField
from deals.models import Registration
from deals.rewards import Order


class RewardForm(ActionForm):
    """The order that was won, in the currency of the registration."""

    amount = AmountField(
        label=_("Amount of the order"),
        error_messages={
            "required": _("Give the amount of the order."),
            "zero": _("Write an amount above zero."),
        },
    )
    number = forms.CharField(
        label=_("Number of the order"), validators=[MaxLengthValidator(60, TOO_LONG)],
        error_messages={"required": _("Give the number of the order.")},
    )  # fmt: skip
    on = DayField(label=_("Day of the order"), error_messages={"required": _("Give the day of the order.")})

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["amount"].help_text = _("In %s, without tax.") % row.currency

    def order(self) -> Order:
        said = self.cleaned_data
        return Order(said["amount"], said["number"], said["on"])


class AnswerRewardForm(AnswerForm):
    accepted = forms.TypedChoiceField(
        label=_("Decision"), choices=[("yes", _("Accept")), ("no", _("Decline"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, error_messages={"owed": _("Choose one.")},
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("Lower amount (optional)"), required=False, max_digits=14, decimal_places=2,
        help_text=_("Empty for what the policy makes of the order. In the currency of the registration."),
    )  # fmt: skip
    field_order = ["accepted", "amount", "answer"]


class PaidForm(DecisionForm):
    paid_on = forms.DateField(
        label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"owed": _("Give the day of the payment.")},
    )  # fmt: skip
    payment_reference = forms.CharField(
        label=_("Reference of the payment"), max_length=60,
        error_messages={"owed": _("Give the reference of the payment.")},
    )  # fmt: skip


class UseForm(DecisionForm):
    """One use of a granted benefit."""

    kind = forms.ChoiceField(label=_("Benefit"), error_messages={"owed": _("Choose the benefit.")})
    on = forms.DateField(
        label=_("Day of use"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"owed": _("Give the day of use.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("What for"), max_length=300, error_messages={"owed": _("Say what the benefit was used for.")}
    )
    reference = forms.CharField(label=_("Reference (optional)"), required=False, max_length=60)
    amount = forms.DecimalField(
        label=_("Amount (optional)"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("In the currency of the registration."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        granted = [(benefit.kind, benefit.get_kind_display()) for benefit in self.row.benefits.all()]
        self.fields["kind"].choices = granted  # type: ignore[attr-defined]
