"""Writes many rows of one table at once: COPY where the database has it, ordinary inserts elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

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
        return _copy(table, columns, rows, progress)
    done = 0
    for batch in _batches(rows):
        model._default_manager.bulk_create([model(**dict(zip(columns, row, strict=True))) for row in batch])
        done += len(batch)
        progress(table, done)
    return done


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _copy(
    table: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]], progress: Progress
) -> int:
    """Each batch is read before its COPY begins, because the rows may come from the same connection."""
    listed = ", ".join(f'"{column}"' for column in columns)
    done = 0
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE filling AS SELECT {listed} FROM "{table}" WITH NO DATA')
    for batch in _batches(rows):
        with connection.cursor() as cursor, cursor.cursor.copy(f"COPY filling ({listed}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)
        done += len(batch)
        progress(table, done)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM filling ORDER BY 1, 2')
        cursor.execute("DROP TABLE filling")
        cursor.execute(f'ANALYZE "{table}"')
    return done
