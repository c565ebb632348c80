"""The words of an import's report, for templates."""

from django import template
from django.utils.translation import gettext_lazy

from validation.findings import Message
from validation.wording import words

register = template.Library()
_OUTCOMES = {
    "created": gettext_lazy("Created"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "refused": gettext_lazy("Refused"),
}


@register.filter
def in_words(message: Message) -> str:
    return words(message)


@register.filter
def outcome_words(outcome: str) -> str:
    return str(_OUTCOMES[outcome])
