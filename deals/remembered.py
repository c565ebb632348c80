"""What a page of the form showed when it was opened: it travels with the page, and a conflict tells it too."""

import json
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from deals.answers import from_plain, lines
from deals.given import plain
from deals.models import Registration
from partners.models import ProductLine

Words = dict[str, tuple[str, ...]]


def shown(row: Registration, names: Iterable[str]) -> str:
    """The answers of a page as one hidden value."""
    return json.dumps(plain(row, names, people=True), ensure_ascii=False)


def read(text: str, names: Iterable[str]) -> Words:
    """The answers in words that a hidden value remembers; those it does not tell, or not rightly, are left out."""
    try:
        given = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    products = {product.pk: product for product in ProductLine.objects.all()}
    return {name: words for name in names if (words := _words(name, given, products)) is not None}


def _words(name: str, given: dict[str, object], products: dict[int, ProductLine]) -> tuple[str, ...] | None:
    try:
        return lines(name, from_plain(name, given[name], products))
    except (LookupError, TypeError, ValueError, ValidationError):
        return None
