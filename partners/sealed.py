"""Keys of rows as a partner reads them: the database's own, sealed.

The database numbers rows one after another, whoever they belong to, so that two keys of one's own tell how many rows
others made in between (rulebook, *What a partner must never learn*). Whatever of a row reaches a partner, in an
address, a form or a mail, is its sealed key: a keyed permutation shows nothing of order or distance, never names two
rows of a table alike, and is opened by the portal alone. Sealing is no permission: whose the row is, `visible_to` says.
"""

import hashlib
import hmac
import re
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model

HALF_BITS = 24
HALF = 1 << HALF_BITS
LARGEST = HALF * HALF - 1
# Four rounds of a Feistel network are a strong permutation (Luby and Rackoff); the others are margin.
ROUNDS = 8
SHAPE = "[0-9a-f]{12}"


def permuted(number: int, use: str) -> int:
    """Another number of 48 bits, the same for every asking; each use has a permutation of its own.

    Raises ValueError outside 48 bits.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not a number between 0 and {LARGEST}")
    left, right = divmod(number, HALF)
    for turn in range(ROUNDS):
        left, right = right, left ^ _mixed(use, turn, right)
    return left * HALF + right


def restored(number: int, use: str) -> int:
    """The number behind a permuted one. Raises ValueError outside 48 bits."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not a number between 0 and {LARGEST}")
    left, right = divmod(number, HALF)
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mixed(use, turn, left), left
    return left * HALF + right


def seal(key: int, model: type[Model]) -> str:
    """The key of a row of a model as a partner may read it: twelve hexadecimal digits."""
    return f"{permuted(key, _use(model)):012x}"


def key(row: Model) -> str:
    """The sealed key of a row."""
    # Not type(row): the person of a request comes wrapped.
    return seal(row.pk, row.__class__)


def opened(text: str, model: type[Model]) -> int:
    """The key behind a sealed one. Raises ValueError for what `seal` never writes."""
    if not re.fullmatch(SHAPE, text):
        raise ValueError(f"{text} is not a sealed key: twelve hexadecimal digits")
    return restored(int(text, 16), _use(model))


def converter(model: type[Model]) -> type:
    """The converter of a route that names a row of a model: sealed in the address, plain in the view."""

    class SealedKey:
        regex = SHAPE

        def to_python(self, value: str) -> int:
            return opened(value, model)

        def to_url(self, value: int | str) -> str:
            return seal(int(value), model)

    return SealedKey


class SealedChoiceField(forms.ModelChoiceField):
    """A choice among rows whose options are named by their sealed keys."""

    def prepare_value(self, value: Any) -> Any:
        """What is saved is sealed; what was posted stays as it came."""
        if isinstance(value, Model):
            return key(value)
        return seal(value, self._model) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Model | None:
        """Raises ValidationError for what is no key of an offered row."""
        if value in self.empty_values or isinstance(value, self._model):
            return super().to_python(value)
        try:
            plain = opened(str(value), self._model)
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            ) from None
        return super().to_python(plain)

    @property
    def _model(self) -> type[Model]:
        assert self.queryset is not None
        return self.queryset.model


def _use(model: type[Model]) -> str:
    return f"key of a row:{model._meta.label_lower}"


def _mixed(use: str, turn: int, half: int) -> int:
    """A pseudo-random half from a half. The use keeps this one of the salt apart from every other."""
    said = f"{use}:{turn}:{half}".encode()
    digest = hmac.new(settings.AUDIT_SALT.encode(), said, hashlib.sha256).digest()
    return int.from_bytes(digest[:3], "big")
