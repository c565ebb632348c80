"""Grows a loaded index in place to any size, to see how the search does when it is large (PostgreSQL alone).

Every known opportunity gets look-alikes: as many rows again, under names whose letters are exchanged, filed under half
of the keys of their model and under as many keys of their own. That takes minutes where reading so many invented rows
takes an hour. The look-alikes in scripts without letters stay twins of their models: a test of speed, not of finding.
"""

from collections.abc import Iterator
from itertools import groupby

from django.db import connection, transaction

from validation.matching.bulk import append_rows, rows_of, run
from validation.matching.index import COMMON_FROM
from validation.matching.pages import filed_under, pages
from validation.matching.retrieval import COMMONEST
from validation.models import CommonKey, KeyPage, KnownName, KnownOpportunity, KnownReading

_LETTERS = "aeiounrstlm"
_KNOWN, _NAMES, _READINGS, _PAGES, _COMMON = (
    model._meta.db_table for model in (KnownOpportunity, KnownName, KnownReading, KeyPage, CommonKey)
)


def grow_index(rows: int) -> int:
    """Adds look-alikes until about so many rows are known; returns how many are."""
    have = KnownOpportunity.objects.count()
    copies = max(round(rows / have) - 1, 0)
    if not copies:
        return have
    with transaction.atomic():
        # The copies refer to each other as their models do; checking each of millions would be most of the time.
        run("SET LOCAL session_replication_role = replica")
        span = 1 + max(_largest(_KNOWN), _largest(_NAMES))
        for copy in range(1, copies + 1):
            _copy(copy * span, copy)
        _grow_keys(copies, span)
        for table in (_KNOWN, _NAMES):
            largest = f'(SELECT max(id) FROM "{table}")'
            run(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {largest})")
    for table in (_KNOWN, _NAMES, _READINGS, _PAGES, _COMMON):
        run(f'ANALYZE "{table}"')
    return KnownOpportunity.objects.count()


def _largest(table: str) -> int:
    return int(next(rows_of(f'SELECT max(id) FROM "{table}"'))[0])


def _copy(offset: int, copy: int) -> None:
    turned = _LETTERS[copy % len(_LETTERS) :] + _LETTERS[: copy % len(_LETTERS)]

    def other(column: str) -> str:
        return f"translate({column}, '{_LETTERS}', '{turned}')"

    changed = {
        _KNOWN: {
            "id": f"id + {offset}",
            "record_id": f"'{copy}-' || record_id",
            "customer_name": other("customer_name"),
            "customer_alias": other("customer_alias"),
            "domain": "''",
            "tax_number": "''",
        },
        _NAMES: {
            "id": f"id + {offset}",
            "spelling": f"'look-alike {copy} of ' || id",
            "customer": f"customer + {offset}",
            "reading": other("reading"),
        },
        _READINGS: {
            "known_id": f"known_id + {offset}",
            "name_id": f"name_id + {offset}",
            "alias_id": f"alias_id + {offset}",
            "customer": f"customer + {offset}",
            "domain": "''",
            "tax_number": "''",
        },
    }
    for table, columns in changed.items():
        with connection.cursor() as cursor:
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        listed = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(columns.get(name, f'"{name}"') for name in names)
        first = names[0] if table == _READINGS else "id"
        run(
            f'INSERT INTO "{table}" ({listed}) SELECT {values} FROM "{table}" WHERE {first} < {offset // copy}'
        )


def _grow_keys(copies: int, span: int) -> None:
    """The new pages: beside each key its own copies, which follow it in the order of keys."""
    run(f'CREATE TEMPORARY TABLE before ON COMMIT DROP AS SELECT * FROM "{_PAGES}"')
    grown = [
        (key, names * (1 + copies // 2)) for key, names in rows_of(f'SELECT key, names FROM "{_COMMON}"')
    ]
    common: dict[object, object] = {key: names for key, names in grown if names > COMMONEST}
    run(f'DELETE FROM "{_PAGES}"')
    run(f'DELETE FROM "{_COMMON}"')

    def filed() -> Iterator[tuple[int, list[int]]]:
        for page_keys, owners in rows_of('SELECT keys, owners FROM before ORDER BY "first"'):
            for key, under in _all_filed(page_keys, owners):
                shared = list(under)
                own: list[tuple[int, list[int]]] = []
                for copy in range(1, copies + 1):
                    copied = [owner + copy * span for owner in under]
                    if key >> copy & 1:
                        shared += copied
                    else:
                        own.append((key + copy, copied))
                for each, found in ((key, shared), *own):
                    if len(found) > COMMON_FROM:
                        common[each] = len(found)
                    if len(found) <= COMMONEST:
                        yield each, found

    append_rows(_PAGES, ("first", "keys", "owners"), pages(filed()))
    append_rows(_COMMON, ("key", "names"), common.items())


def _all_filed(page_keys: bytes, owners: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    keys = memoryview(page_keys).cast("q")
    yield from filed_under([key for key, _ in groupby(keys)], page_keys, owners)
