"""What the search reads from the index, in few round trips."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import log
from typing import NamedTuple

from django.db.models import Q

from validation.models import CommonKey, ContextKey, KnownName, KnownOpportunity, KnownReading, NameKey

from .keys import key_of
from .names import Reading

_COMMONEST = 400
_POSTINGS = 1_500
_NAMES = 36
_ROWS = 100
_ENOUGH = 10
_OTHERS = 15
_COMMONEST_CONTEXT = 250
_CONTEXT = 25
_IDENTIFIED = 60
_NUMBERED = 1_000_000


class Row(NamedTuple):
    """One known opportunity as the search compares it."""

    known_id: int
    customer: int
    name_id: int
    alias_id: int | None
    reading_domain: str
    reading_tax_number: str
    record_id: str
    source: str
    customer_name: str
    customer_alias: str
    project_name: str
    country: str
    city: str
    amount: Decimal | None
    product_lines: list[str]
    closes_on: date | None
    created_in_source_at: datetime
    registration_number: str


_FIELDS = (
    "known_id", "customer", "name_id", "alias_id", "domain", "tax_number",
    *(f"known__{field}" for field in Row._fields[6:]),
)  # fmt: skip


def index_is_missing() -> bool:
    """Whether opportunities are known of which the index holds none."""
    return KnownOpportunity.objects.live().exists() and not KnownReading.objects.exists()


def common_keys(keys: Iterable[int]) -> dict[int, int]:
    """How many names share each of the keys that are common; rare keys are left out."""
    return dict(CommonKey.objects.filter(key__in=list(keys)).values_list("key", "names"))


def word_keys(readings: Iterable[Reading]) -> set[int]:
    """The keys under which the words of these names are counted."""
    return {key_of("word", token) for reading in readings for token in reading.tokens if token[0] not in "~@"}


def similar_names(keys: frozenset[int], common: dict[int, int]) -> list[KnownName]:
    """The known names that share most of these keys with the name asked for."""
    rare = [key for key in keys if key not in common]
    chosen = set(rare)
    room = _POSTINGS - 10 * len(rare)
    for key in sorted(common, key=lambda key: common[key]):
        if common[key] > _COMMONEST or common[key] > room:
            break
        chosen.add(key)
        room -= common[key]
    postings: dict[int, list[int]] = defaultdict(list)
    for key, name in NameKey.objects.filter(key__in=chosen).values_list("key", "name_id"):
        postings[key].append(name)
    shared: dict[int, float] = defaultdict(float)
    for names in postings.values():
        weight = log(_NUMBERED / len(names))
        for name in names:
            shared[name] += weight
    best = sorted(shared, key=lambda name: (-shared[name], name))[:_NAMES]
    return list(KnownName.objects.filter(pk__in=best)) if best else []


def rows_with_identifier(domain: str, tax_number: str) -> list[Row]:
    """Known rows with this tax number or web domain. Empty identifiers match nothing."""
    found = []
    if tax_number:
        found += _rows(Q(tax_number=tax_number), _IDENTIFIED)
    if domain:
        found += _rows(Q(domain=domain), _IDENTIFIED)
    return found


def rows_of_customers(customers: list[int], solutions: Iterable[str]) -> list[Row]:
    """Known rows of these customers: those of the same solution, and any of the likeliest customers."""
    if not customers:
        return []
    solutions = list(solutions)
    if not solutions:
        return [row for few in (customers[:4], customers[4:14]) for row in _rows(Q(customer__in=few), _ROWS)]
    same = Q(customer__in=customers, solution__in=[*solutions, ""])
    found = _rows(same, _ROWS)
    return (
        found
        if len(found) >= _ENOUGH
        else found + _rows(Q(customer__in=customers[:2]) & ~Q(solution__in=[*solutions, ""]), _OTHERS)
    )


def rows_in_context(keys: frozenset[int], common: dict[int, int]) -> list[Row]:
    """Known rows whose project shares most of these circumstances, whatever the customer is called."""
    if not keys:
        return []
    chosen = [key for key in keys if common.get(key, 0) <= _COMMONEST_CONTEXT]
    shared: dict[int, float] = defaultdict(float)
    for key, reading in ContextKey.objects.filter(key__in=chosen).values_list("key", "reading_id"):
        shared[reading] += log(_NUMBERED / common.get(key, 10))
    best = sorted(shared, key=lambda reading: (-shared[reading], reading))[:_CONTEXT]
    return _rows(Q(pk__in=best), _CONTEXT) if best else []


def _rows(which: Q, most: int) -> list[Row]:
    rows = KnownReading.objects.filter(which).exclude(known__state="closed").values_list(*_FIELDS)[:most]
    return [Row(*row) for row in rows]
