"""Lists as one parameter of a statement, in the words of the database: PostgreSQL's arrays or SQLite's JSON."""

import json
from collections.abc import Iterable, Sequence

from django.db import connection


def numbers(values: Iterable[int]) -> str:
    """Whole numbers as a parameter for `listed`."""
    joined = ",".join(map(str, values))
    return f"{{{joined}}}" if connection.vendor == "postgresql" else f"[{joined}]"


def listed() -> str:
    """What to select from for the numbers of one parameter, with their place: columns `value` and `place`."""
    if connection.vendor == "postgresql":
        return "unnest(%s::bigint[]) WITH ORDINALITY AS listed(value, place)"
    return "(SELECT value, key + 1 AS place FROM json_each(%s)) AS listed"


def among(column: str) -> str:
    """The condition that a column is one of the numbers of one parameter."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::bigint[])"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def paired(pairs: Sequence[tuple[int, int]]) -> tuple[str, list[str]]:
    """What to select from for pairs of whole numbers, columns `one` and `other`, and its parameters."""
    if connection.vendor == "postgresql":
        halves = [numbers(one for one, _ in pairs), numbers(other for _, other in pairs)]
        return "unnest(%s::bigint[], %s::bigint[]) AS paired(one, other)", halves
    # SQLite takes the ON of a following ON CONFLICT for a join's without a condition before it.
    made = "(SELECT value ->> 0 AS one, value ->> 1 AS other FROM json_each(%s)) AS paired WHERE true"
    return made, [json.dumps(pairs)]


def numbers_type() -> str:
    """The type of a column that holds what `numbers` makes."""
    return "bigint[]" if connection.vendor == "postgresql" else "text"


def each_of(column: str) -> tuple[str, str]:
    """How to select each of the numbers of such a column: the expression, and what joins it to the table."""
    if connection.vendor == "postgresql":
        return f"unnest({column})", ""
    return "value", f", json_each({column})"


def joined(column: str) -> str:
    """The values of a group as one text with commas between them."""
    if connection.vendor == "postgresql":
        return f"string_agg({column}::text, ',')"
    return f"group_concat({column})"
