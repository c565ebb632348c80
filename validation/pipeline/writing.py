"""Writing rows of the mirror in bulk: COPY where the database has it, ordinary inserts elsewhere."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from validation.models import KnownOpportunity
from validation.pipeline.rows import FIELDS

# Imports and pulls take turns, or two of them could create the same record.
_LOCK = 7_301_775
_PIPELINE = KnownOpportunity.Source.PIPELINE
_COLUMNS = (*FIELDS, "source", "claimant", "opportunity_key", "synced_at")


def take_turns() -> None:
    """Wait until no other import writes; it lasts until the end of the transaction, as does planning afresh.

    A plan that the server keeps for a prepared statement is that of the table as it was when the import began: of an
    empty one, each row is looked at for every batch.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")


def create(values: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Write rows that the mirror does not have yet."""
    if connection.vendor != "postgresql":
        KnownOpportunity.objects.bulk_create(
            KnownOpportunity(source=_PIPELINE, synced_at=at, **each) for each in values
        )
        return
    listed = ", ".join(f'"{column}"' for column in _COLUMNS)
    table = KnownOpportunity._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy,
    ):
        for each in values:
            copy.write_row([*_cells(each), _PIPELINE.value, "", "", at])


def _cells(values: Mapping[str, Any]) -> list[Any]:
    return [json.dumps(values[name]) if name == "product_lines" else values[name] for name in FIELDS]


def change(values: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Write rows that the mirror has otherwise."""
    if values:
        KnownOpportunity.objects.bulk_create(
            [KnownOpportunity(source=_PIPELINE, synced_at=at, **each) for each in values],
            update_conflicts=True,
            unique_fields=["source", "record_id"],
            update_fields=[*(name for name in FIELDS if name != "record_id"), "synced_at"],
        )
