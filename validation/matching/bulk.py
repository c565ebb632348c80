"""Writes and reads many rows at once: COPY and a server's cursor where the database has them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, cast

from django.db import connection, models

BATCH = 5_000
Progress = Callable[[str, int], None]


def silent(stage: str, done: int) -> None:
    """A progress that tells nobody."""


def write_rows(
    model: type[models.Model],
    columns: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    progress: Progress = silent,
) -> int:
    """Adds rows in the order of the first two columns, which keeps their indexes quick to fill; returns how many."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        listed = ", ".join(f'"{column}"' for column in columns)
        run(f'CREATE TEMPORARY TABLE filling AS SELECT {listed} FROM "{table}" WITH NO DATA')
        done = append_rows("filling", columns, rows, lambda _, done: progress(table, done))
        run(f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM filling ORDER BY 1, 2')
        run("DROP TABLE filling")
        run(f'ANALYZE "{table}"')
        return done
    done = 0
    for batch in _batches(rows):
        model._default_manager.bulk_create([model(**dict(zip(columns, row, strict=True))) for row in batch])
        done += len(batch)
        progress(table, done)
    return done


def append_rows(
    table: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]], progress: Progress = silent
) -> int:
    """Adds rows of plain values in the order they come; returns how many.

    Each batch is read before it is written, because the rows may come from the same connection.
    """
    listed = ", ".join(f'"{column}"' for column in columns)
    insert = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join(["%s"] * len(columns))})'
    done = 0
    for batch in _batches(rows):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
                    for row in batch:
                        copy.write_row(row)
            else:
                cursor.executemany(insert, cast(Any, batch))
        done += len(batch)
        progress(table, done)
    return done


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows_of(statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, a batch at a time in memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
