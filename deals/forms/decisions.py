"""One small form per decision of the coordinator. They check what was typed; the verb decides whether it may happen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import benefits, merging, reasons
from deals.benefits import Grant
from deals.countdowns import zone_words
from deals.models import Registration
from deals.states import FactGroup, Stage, Status
from partners.models import BenefitKind

PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class DecisionForm(forms.Form):
    """A decision without anything to fill in; the others add their fields."""

    template = "admin/deals/registration/fields.html"

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.row = row
        for field in self.fields.values():
            field.error_messages["required"] = field.error_messages.get("owed", _("Fill this in."))


def _text(
    label: Any, help_text: Any = "", *, owed: Any = "", required: bool = True, rows: int = 4
) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, strip=True,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"owed": owed} if owed else None,
    )  # fmt: skip


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class CodedForm(DecisionForm):
    """Reasons from the closed list; free text is added, never instead (rulebook, *Words to the partner*)."""

    template = "admin/deals/registration/reasons.html"
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple,
        error_messages={"owed": gettext_lazy("Choose at least one reason.")},
    )  # fmt: skip
    words = _text(
        gettext_lazy("Added words (optional)"),
        gettext_lazy("The partner reads them with the reasons."),
        required=False,
    )
    act = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reason.code, reason.words) for reason in self.meant()]
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]

    def meant(self) -> list[reasons.Reason]:
        """The reasons that this act may carry."""
        return [r for r in reasons.REASONS.values() if (r.returns if self.act == "return" else r.rejects)]

    def reason_rows(self) -> Iterator[tuple[Any, reasons.Reason, list[Any]]]:
        """Each tick box with its reason and the facts it opens for the partner."""
        for widget, reason in zip(self["codes"], self.meant(), strict=True):
            opened = [FactGroup(group).label for group in reason.opens] if self.act == "return" else []
            yield widget, reason, opened


class MergeForm(DecisionForm):
    """The filing that ends: one that the same partner, or its distributor, made of the same deal."""

    other = forms.ModelChoiceField(
        Registration.objects.none(), label=gettext_lazy("The filing that ends"),
        empty_label=None, widget=forms.RadioSelect,
        error_messages={
            "owed": gettext_lazy("Choose the other filing."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        other.queryset = merging.twins(self.row)
        other.label_from_instance = lambda row: f"{row.reference}: {row.customer_name}, {row.project_name}"


class SnoozeForm(DecisionForm):
    """Until when, in the zone of the person who looks, and why."""

    until = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"owed": gettext_lazy("Say until when."), "invalid": gettext_lazy("Write a day and a time.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why it waits"),
        help_text=gettext_lazy("Colleagues read it, the partner does not."), max_length=300,
        error_messages={"owed": gettext_lazy("Say why the case waits.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("In your time zone, %s.") % zone_words()


class ReturnForm(CodedForm):
    act = "return"


class RejectForm(CodedForm):
    act = "reject"


class ApproveForm(DecisionForm):
    """The policy's benefits, each to be kept, changed or left out (programme page: "case-by-case basis")."""

    template = "admin/deals/registration/benefits.html"
    words = _text(gettext_lazy("Words to the partner (optional)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = {grant.kind: grant for grant in benefits.proposed(self.row)}
        given = {verification.group for verification in self.row.verifications.all()}
        self.unverified = [group.value for group in FactGroup if group.value not in given]
        if self.unverified and self.row.status == Status.SUBMITTED:
            self.fields["source"] = forms.CharField(
                label=_("Confirm the facts without a verdict by this source"), max_length=300, required=False,
                help_text=_("Such as a call with the customer on 3 May. Leave it empty where facts are still open."),
            )  # fmt: skip
        for kind in BenefitKind:
            grant = proposed.get(kind)
            self.fields[f"{kind}-granted"] = forms.BooleanField(
                label=kind.label, required=False, initial=grant is not None
            )
            self.fields[f"{kind}-percent"] = forms.DecimalField(
                label=_("%s: per cent") % kind.label, required=False, max_digits=5, decimal_places=2,
                validators=PERCENT, initial=grant.percent if grant else None,
            )  # fmt: skip
            self.fields[f"{kind}-terms"] = forms.CharField(
                label=_("%s: terms") % kind.label, required=False, max_length=300,
                initial=grant.terms if grant else "",
            )  # fmt: skip

    def benefit_rows(self) -> Iterator[tuple[Any, Any, Any, Any]]:
        for kind in BenefitKind:
            yield kind.label, self[f"{kind}-granted"], self[f"{kind}-percent"], self[f"{kind}-terms"]

    def grants(self) -> Sequence[Grant]:
        said = self.cleaned_data
        return [
            Grant(kind.value, said[f"{kind}-percent"], said[f"{kind}-terms"])
            for kind in BenefitKind
            if said[f"{kind}-granted"]
        ]


class WordsForm(DecisionForm):
    words = _text(gettext_lazy("Words to the partner (optional)"), required=False)


class ReasonForm(DecisionForm):
    reason = _text(
        gettext_lazy("Reason"),
        gettext_lazy("The second coordinator decides by it."),
        owed=gettext_lazy("Give the reason."),
    )


class FoundForm(DecisionForm):
    note = forms.CharField(
        label=gettext_lazy("What came of it"), help_text=gettext_lazy("The next coordinator reads it."), max_length=300,
        error_messages={"owed": gettext_lazy("Say what you found.")},
    )  # fmt: skip


class EvidenceForm(ReasonForm):
    evidence = _text(gettext_lazy("Evidence of false information"), owed=gettext_lazy("Name the evidence."))


class HearingForm(DecisionForm):
    words = _text(
        gettext_lazy("What is in doubt, and why"),
        gettext_lazy("The partner reads it and replies to it. Name the facts, and what speaks against them."),
        owed=gettext_lazy("Say what is in doubt, and why: the partner replies to it."),
    )


class OutcomeForm(DecisionForm):
    words = _text(
        gettext_lazy("Words to the partner"),
        gettext_lazy("It waits for the outcome."),
        owed=gettext_lazy("Say a word to the partner: it waits for the outcome."),
    )


class AnswerForm(DecisionForm):
    answer = _text(
        gettext_lazy("Answer"),
        gettext_lazy("The partner reads it."),
        owed=gettext_lazy("Give the answer in words."),
    )


class ExtendForm(DecisionForm):
    answer = _text(
        gettext_lazy("Answer"),
        gettext_lazy("The partner reads it. Needed when nobody asked for the extension."),
        required=False,
    )


class PriceForm(AnswerForm):
    granted = forms.TypedChoiceField(
        label=gettext_lazy("Decision"), choices=[("yes", gettext_lazy("Grant")), ("no", gettext_lazy("Do not grant"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        error_messages={"owed": gettext_lazy("Choose one.")},
    )  # fmt: skip
    percent = forms.DecimalField(
        label=gettext_lazy("Discount in per cent (optional)"), required=False, max_digits=5, decimal_places=2,
        validators=PERCENT,
    )  # fmt: skip
    field_order = ["granted", "percent", "answer"]


class LogUpdateForm(DecisionForm):
    """An update that the partner gave elsewhere, with its evidence."""

    stage = forms.ChoiceField(
        label=gettext_lazy("Sales stage (optional)"),
        required=False,
        choices=[("", gettext_lazy("Not changed")), *Stage.choices],
    )
    contact_on = _day(gettext_lazy("Last contact with the customer (optional)"))
    next_step = forms.CharField(label=gettext_lazy("Next step (optional)"), required=False, max_length=300)
    next_step_on = _day(gettext_lazy("Date of the next step (optional)"))
    note = _text(gettext_lazy("Note (optional)"), required=False, rows=3)
    evidence = _text(
        gettext_lazy("Evidence"), gettext_lazy("How and when the partner told it, such as a mail of 3 May."), rows=2,
        owed=gettext_lazy("Name the evidence that the partner gave this update."),
    )  # fmt: skip
