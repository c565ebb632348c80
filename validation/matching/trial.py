"""Loads a pipeline file into the index and reads a file of queries, to measure the search."""

import csv
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

from django.db import connection, transaction

from validation.models import KnownOpportunity

from .bulk import Progress, silent, write_rows
from .query import Query
from .rebuild import rebuild

LOADED = "measured"
_COLUMNS = (
    "source", "record_id", "state", "customer_name", "customer_alias", "project_name", "country", "city", "amount",
    "currency", "closes_on", "product_lines", "domain", "tax_number", "registration_number", "claimant",
    "opportunity_key", "created_in_source_at", "synced_at", "account_manager",
)  # fmt: skip


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield file


def _rows(path: Path, at: datetime) -> Iterator[tuple[object, ...]]:
    as_copied = connection.vendor == "postgresql"
    with _opened(path) as file:
        for row in csv.DictReader(file):
            line = row["product_line"]
            lines: object = [line] if line else []
            yield (
                "registration" if row["source"] == "REG" else "pipeline", row["record_id"], "open",
                row["customer_name"], row["customer_alias"], row["project_name"], row["country"], row["city"],
                Decimal(row["amount_usd"]) if row["amount_usd"] else None, "USD", _month(row["close_date"]),
                (f'["{line}"]' if line else "[]") if as_copied else lines, row["domain"], row["tax_id"], "", LOADED,
                "", at, at, "",
            )  # fmt: skip


def _month(text: str) -> date | None:
    return date(int(text[:4]), int(text[5:7]), 1) if text else None


@transaction.atomic
def load_pipeline(path: Path, *, at: datetime, progress: Progress = silent, indexed: bool = True) -> int:
    """Puts a pipeline file in the place of the one loaded before, and rebuilds the index. Other rows stay.

    Without `indexed` the rebuild is left to the caller.
    """
    before = KnownOpportunity.objects.filter(claimant=LOADED)
    if before.exists():
        if (
            connection.vendor == "postgresql"
            and not KnownOpportunity.objects.exclude(claimant=LOADED).exists()
        ):
            with connection.cursor() as cursor:
                cursor.execute(f'TRUNCATE TABLE "{KnownOpportunity._meta.db_table}" CASCADE')
        else:
            before.delete()
    rows = write_rows(KnownOpportunity, _COLUMNS, _rows(path, at), progress)
    if indexed:
        rebuild(progress)
    return rows


def read_queries(path: Path) -> Iterator[tuple[str, Query]]:
    with _opened(path) as file:
        for row in csv.DictReader(file):
            yield (
                row["query_id"],
                Query(
                    customer_name=row["customer_name"],
                    project_name=row["project_name"],
                    country=row["country"],
                    city=row["city"],
                    budget=Decimal(row["budget_usd"]) if row["budget_usd"] else None,
                    currency="USD" if row["budget_usd"] else "",
                    product_lines=(row["product_line"],) if row["product_line"] else (),
                    domain=row["domain"],
                    tax_number=row["tax_id"],
                ),
            )
