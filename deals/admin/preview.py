"""The letter that a decision would send: the decision is carried out, its letter worded, and everything undone."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from deals.models import Registration


class _Undone(Exception):
    """Takes the try back; nothing of it was ever to be seen."""


def letter(row: Registration, carry_out: Callable[[], object]) -> Any:
    """The words as the partner will read them, or None where it is told nothing. Raises what the verb refuses."""
    found: Any = None
    try:
        with transaction.atomic():
            carry_out()
            found = import_string(settings.LETTER_PREVIEW)(row.events.latest("sequence"))
            raise _Undone
    except _Undone:
        return found
