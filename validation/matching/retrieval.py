"""What the search reads from the index, in few round trips."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from heapq import nsmallest
from math import log
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists

from validation.models import CommonKey, FiledKey, KeyPage, KnownName, KnownOpportunity, KnownReading

from .listed import among, listed, numbers
from .pages import filed_under

COMMONEST = 400
_POSTINGS = 1_500
_NAMES = 120
_ROWS = 100
_ENOUGH = 10
_OTHERS = 15
_COMMONEST_CONTEXT = 400
_CONTEXT = 36
_SHARE_OF_BEST = 0.6
_WITH_ONE = 60
_NUMBERED = 1_000_000


class Name(NamedTuple):
    """A known name as the search compares it; `reading` is packed, `shared` the weight of the keys in common."""

    pk: int
    country: str
    customer: int
    reading: str
    shared: float


class Row(NamedTuple):
    """One known opportunity as the search compares it; the readings of its names and its project are packed.

    `way` says how it was found: by an identifier, as a row of a likely customer, as another of the likeliest, or by
    its circumstances.
    """

    known_id: int
    way: int
    customer: int
    name_id: int
    alias_id: int | None
    reading_domain: str
    reading_tax_number: str
    place: str
    project: str
    name_reading: str
    alias_reading: str | None
    record_id: str
    source: str
    customer_name: str
    project_name: str
    country: str
    amount: Decimal | float | None
    product_lines: str
    closes_on: date | str | None
    created_in_source_at: datetime | str
    registration_number: str

    @property
    def lines(self) -> frozenset[str]:
        listed = json.loads(self.product_lines) if self.product_lines != "[]" else ()
        return frozenset(str(line).casefold() for line in listed)

    @property
    def closing_year(self) -> int:
        return int(str(self.closes_on)[:4]) if self.closes_on else 0

    @property
    def created_at(self) -> datetime:
        """The instant of creation, which SQLite hands out as text."""
        at = self.created_in_source_at
        return at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)


IDENTIFIED, LIKELY, OTHER, IN_CONTEXT = range(4)
_PARTS = {
    "common": CommonKey, "filed": FiledKey, "pages": KeyPage, "names": KnownName, "known": KnownOpportunity,
    "readings": KnownReading,
}  # fmt: skip
_TABLES = {part: f'"{model._meta.db_table}"' for part, model in _PARTS.items()}
_LOOK_UP = """
    WITH asked AS MATERIALIZED (SELECT value FROM {listed})
    SELECT 0, pages.first, 0, pages.keys, pages.owners FROM {pages} pages
    WHERE pages.first IN (SELECT (SELECT max(first) FROM {pages} WHERE first <= asked.value) FROM asked)
    UNION ALL
    SELECT 1, common.key, common.names, NULL, NULL FROM asked JOIN {common} common ON common.key = asked.value
    UNION ALL
    SELECT 2, filed.key, filed.owner, NULL, NULL FROM asked JOIN {filed} filed ON filed.key = asked.value
    WHERE NOT EXISTS (SELECT 1 FROM {common} common WHERE common.key = filed.key AND common.names > {most})
"""
_ROWS_FOUND = """
    SELECT readings.known_id, found.way, readings.customer, readings.name_id, readings.alias_id, readings.domain,
        readings.tax_number, readings.place, readings.project, names.reading, aliases.reading, known.record_id,
        known.source, known.customer_name, known.project_name, known.country, known.amount, known.product_lines,
        known.closes_on, known.created_in_source_at, known.registration_number
    FROM (SELECT known_id, min(way) AS way FROM found GROUP BY known_id) AS found
    JOIN {readings} readings ON readings.known_id = found.known_id
    JOIN {known} known ON known.id = found.known_id
    JOIN {names} names ON names.id = readings.name_id
    LEFT JOIN {names} aliases ON aliases.id = readings.alias_id
    WHERE known.state <> 'closed'
"""
_OF_CUSTOMERS = """
    SELECT known_id, way FROM (
        SELECT readings.known_id, {way} AS way FROM likely
        JOIN {readings} readings ON readings.customer = likely.customer AND {which}
        JOIN {known} known ON known.id = readings.known_id AND known.state <> 'closed'
        ORDER BY likely.place, readings.known_id DESC LIMIT {limit}
    ) AS rows_{way}
"""
_WITH_IDENTIFIER = """
    SELECT known_id, customer FROM (
        SELECT known_id, customer FROM {readings} WHERE {column} = %s AND {column} <> '' LIMIT {limit}
    ) AS by_{column}
"""


def _fetch(statement: str, parameters: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def index_is_missing() -> bool:
    """Whether opportunities are known of which the index holds none."""
    return KnownOpportunity.objects.live().exclude(Exists(KnownReading.objects.all())).exists()


def look_up(keys: Collection[int]) -> tuple[dict[int, int], dict[int, set[int]]]:
    """How many are filed under each of the keys that are common, and who is filed under each that is not too common."""
    common: dict[int, int] = {}
    filed: dict[int, set[int]] = defaultdict(set)
    statement = _LOOK_UP.format(listed=listed(), most=COMMONEST, **_TABLES)
    in_order = sorted(keys)
    for what, key, number, page_keys, owners in _fetch(statement, [numbers(in_order)]):
        if what == 0:
            for each, under in filed_under(in_order, page_keys, owners):
                filed[each].update(under)
        elif what == 1:
            common[key] = number
        else:
            filed[key].add(number)
    return common, filed


def common_keys(keys: Collection[int]) -> dict[int, int]:
    """How many names share each of the keys that are common; rare keys are left out."""
    if not keys:
        return {}
    return dict(_fetch(f"SELECT key, names FROM {_TABLES['common']} WHERE {among('key')}", [numbers(keys)]))


def names_sharing(
    keys: Collection[int], common: Mapping[int, int], filed: Mapping[int, Collection[int]]
) -> dict[int, float]:
    """The known names that share most of these keys with the name asked for, with the weight of what they share."""
    rare = [key for key in keys if key not in common]
    chosen = set(rare)
    room = _POSTINGS - 10 * len(rare)
    for key in sorted(common.keys() & keys, key=lambda key: (common[key], key)):
        if common[key] > COMMONEST or common[key] > room:
            break
        chosen.add(key)
        room -= common[key]
    shared: dict[int, float] = defaultdict(float)
    for key in chosen & filed.keys():
        weight = log(_NUMBERED / len(filed[key]))
        for name in filed[key]:
            shared[name] += weight
    best = nsmallest(_NAMES, shared, key=lambda name: (-shared[name], name))
    return {name: shared[name] for name in best}


def names_known(each: Sequence[Mapping[int, float]]) -> list[list[Name]]:
    """The names of each of several weighings, all read at once."""
    wanted = set().union(*each)
    if not wanted:
        return [[] for _shared in each]
    names = f"SELECT id, country, customer, reading FROM {_TABLES['names']} WHERE {among('id')}"
    found = _fetch(names, [numbers(wanted)])
    return [
        [
            Name(pk, country, customer, reading, shared[pk])
            for pk, country, customer, reading in found
            if pk in shared
        ]
        for shared in each
    ]


def in_context(
    keys: Collection[int], common: Mapping[int, int], filed: Mapping[int, Collection[int]]
) -> list[int]:
    """Known opportunities whose project shares most of these circumstances, whatever the customer is called."""
    shared: dict[int, float] = defaultdict(float)
    for key in keys:
        if common.get(key, 0) <= _COMMONEST_CONTEXT and key in filed:
            weight = log(_NUMBERED / common.get(key, 10))
            for known in filed[key]:
                shared[known] += weight
    best = nsmallest(_CONTEXT, shared, key=lambda known: (-shared[known], known))
    return [known for known in best if shared[known] >= _SHARE_OF_BEST * shared[best[0]]]


class Wanted(NamedTuple):
    """What the rows worth comparing with one query have in common with it; customers the likeliest first."""

    customers: Sequence[int]
    solutions: Collection[str]
    domain: str
    tax_number: str
    context: Sequence[int]
    labelled: Collection[int] = ()


def rows_found(each: Sequence[Wanted]) -> list[list[Row]]:
    """The known rows worth comparing with each of several queries, every row once for each, all read at once.

    Those with this tax number or web domain (empty ones match nothing), and those whose web domain spells the name;
    of the customers, likeliest first, and of those found by an identifier, the rows of the same solution, and where
    they are few others of the likeliest two; and those with the same circumstances.
    """
    stated = [_rows_wanted(*wanted) for wanted in each]
    if len(stated) == 1:
        answers = [_fetch(*stated[0])]
    else:
        together = " UNION ALL ".join(
            f"SELECT {number} AS asked, of_{number}.* FROM ({statement}) AS of_{number}"
            for number, (statement, _parameters) in enumerate(stated)
        )
        answers = [[] for _statement in stated]
        for asked, *row in _fetch(together, [one for _statement, parameters in stated for one in parameters]):
            answers[asked].append(tuple(row))
    return [
        _enough([Row(*row) for row in rows], wanted.solutions)
        for rows, wanted in zip(answers, each, strict=True)
    ]


def _enough(rows: list[Row], solutions: Collection[str]) -> list[Row]:
    """Without other rows of the likeliest customers where those of the same solution are many."""
    if solutions and sum(row.way == LIKELY for row in rows) >= _ENOUGH:
        return [row for row in rows if row.way != OTHER]
    return rows


def _rows_wanted(
    customers: Sequence[int],
    solutions: Collection[str],
    domain: str,
    tax_number: str,
    context: Sequence[int],
    labelled: Collection[int],
) -> tuple[str, list[str]]:
    """The statement that reads the rows for one query, with its parameters."""
    parameters: list[str] = []
    identified = []
    for column, value in (("tax_number", tax_number), ("domain", domain)):
        if value:
            identified.append(_WITH_IDENTIFIER.format(column=column, limit=_WITH_ONE, **_TABLES))
            parameters.append(value)
    if labelled or not identified:
        identified.append(f"SELECT known_id, customer FROM {_TABLES['readings']} WHERE {among('known_id')}")
        parameters.append(numbers(labelled))
    places = len(customers) + 1
    parts = [f"SELECT known_id, {IDENTIFIED} AS way FROM identified"]
    parameters.append(numbers(customers))
    if solutions:
        same = f"readings.solution IN ({', '.join(['%s'] * len(solutions))}, '')"
        wanted = [(LIKELY, same, _ROWS), (OTHER, f"likely.place <= 2 AND NOT {same}", _OTHERS)]
    else:
        wanted = [(LIKELY, "likely.place <= 4", _ROWS), (OTHER, "likely.place BETWEEN 5 AND 14", _ROWS)]
    for way, which, limit in wanted:
        parts.append(_OF_CUSTOMERS.format(way=way, which=which, limit=limit, **_TABLES))
        parameters.extend(solutions)
    parts.append(f"SELECT value, {IN_CONTEXT} FROM {listed()}")
    parameters.append(numbers(context))
    statement = (
        f"WITH identified AS ({' UNION ALL '.join(identified)}), "
        f"likely AS (SELECT value AS customer, place FROM {listed()} "
        f"UNION ALL SELECT DISTINCT customer, {places} FROM identified), "
        f"found AS ({' UNION ALL '.join(parts)}) " + _ROWS_FOUND.format(**_TABLES)
    )
    return statement, parameters
