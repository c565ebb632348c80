"""Several numbers of days in one field, as people write them: "60, 30, 14"."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def in_words(days: list[int]) -> str:
    return ", ".join(str(day) for day in days)


class DayList(forms.CharField):
    """Whole numbers parted by commas or spaces; raises ValidationError, at the field, for anything else."""

    default_error_messages = {
        "invalid": _("Write whole numbers of days, parted by commas, such as 60, 30, 14.")
    }

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = [part for part in re.split(r"[\s,;،、，]+", value or "") if part]
        if not all(part.isdecimal() and len(part) < 6 for part in parts):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return [int(part) for part in parts]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))
