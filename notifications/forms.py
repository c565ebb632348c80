from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.countdowns import zone_in_words
from notifications.choices import chosen_by, habit_of
from notifications.models import Notice
from notifications.topics import Mail, Topic, of
from partners import sealed
from partners.models import User

CHOOSE = _("Choose one from the list.")
COPIES = [
    (Mail.AT_ONCE.value, _("Like those of my own deals")),
    (Mail.DIGEST.value, _("Quietly: in the daily digest")),
    (Mail.NONE.value, _("Silently: in the portal alone")),
]


class MarkAllForm(forms.Form):
    """`newest` is the last notice the reader saw, so that one that came meanwhile stays unread."""

    newest = forms.CharField(widget=forms.HiddenInput)

    def clean_newest(self) -> int:
        try:
            return sealed.opened(self.cleaned_data["newest"], Notice)
        except ValueError as unknown:
            raise forms.ValidationError(str(unknown)) from None


class MailForm(forms.Form):
    """The matrix of topics and mail, the hour of the digest, and how loud copies are."""

    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily digest"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    copies = forms.ChoiceField(
        label=_("Copies about colleagues’ deals"), choices=COPIES, widget=forms.RadioSelect,
        help_text=_("What must be told at once stays so for copies too."),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, person: User, given: Any = None) -> None:
        super().__init__(given)
        self.topics, chosen, habit = of(person), chosen_by(person), habit_of(person)
        self.fields["digest_hour"].initial, self.fields["copies"].initial = habit.digest_hour, habit.copies
        self.fields["digest_hour"].help_text = _("In your time zone, %s.") % zone_in_words(person.time_zone)
        if not person.is_partner:
            del self.fields["copies"]
        for topic in self.topics:
            if not topic.locked:
                self.fields[topic.code] = forms.ChoiceField(
                    label=topic.title, choices=Mail.choices, widget=forms.RadioSelect,
                    initial=chosen.get(topic.code, Mail.AT_ONCE),
                    error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
                )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Topic, Any]]:
        """Each topic with its field; a locked one has none."""
        return [(topic, None if topic.locked else self[topic.code]) for topic in self.topics]

    def mails(self) -> dict[str, str]:
        return {topic.code: self.cleaned_data[topic.code] for topic in self.topics if not topic.locked}

    def habit(self) -> dict[str, Any]:
        return {
            "digest_hour": self.cleaned_data["digest_hour"],
            "copies": self.cleaned_data.get("copies", Mail.AT_ONCE),
        }
