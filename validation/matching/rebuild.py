"""Builds the whole search index anew, by COPY where the database has it, in bounded memory."""

from array import array
from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection, transaction
from django.db.models import Count

from validation.models import CommonKey, ContextKey, KnownName, KnownOpportunity, KnownReading, NameKey

from .bulk import BATCH, Progress, silent, write_rows
from .context import context_keys
from .identifiers import tax_number, web_domain
from .index import COMMON_FROM, Customers, main_solution
from .keys import name_keys
from .names import read
from .projects import read_project

_FIELDS = (
    "pk", "customer_name", "customer_alias", "project_name", "country", "domain", "tax_number", "closes_on", "city",
)  # fmt: skip
_Row = tuple[int, str, str, str, str, str, str, date | None, str]
_READING = ("known_id", "name_id", "alias_id", "customer", "domain", "tax_number", "solution")


@transaction.atomic
def rebuild(progress: Progress = silent) -> int:
    """Reads every known opportunity again and returns how many. On PostgreSQL searches wait until it is done."""
    _empty()
    names, customers = _name_everybody(progress)
    write_rows(
        KnownName,
        ("id", "spelling", "country", "customer"),
        ((pk, spelling, country, customers.of(pk)) for (spelling, country), pk in names.items()),
        progress,
    )
    _reset_sequence()
    write_rows(NameKey, ("key", "name_id"), _keys(names), progress)
    keys, owners = array("q"), array("q")

    def remember(pk: int, found: frozenset[int]) -> None:
        keys.extend(found)
        owners.extend([pk] * len(found))

    rows = write_rows(KnownReading, _READING, _readings(names, customers, remember), progress)
    write_rows(ContextKey, ("key", "reading_id"), zip(keys, owners, strict=True), progress)
    _count_common()
    return rows


def _empty() -> None:
    models = (ContextKey, KnownReading, NameKey, CommonKey, KnownName)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A table with checks still to be made in this transaction cannot be truncated.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE TABLE " + ", ".join(f'"{model._meta.db_table}"' for model in models))
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return
    for model in models:
        model._default_manager.all()._raw_delete(using=connection.alias)


def _rows() -> Iterator[_Row]:
    return KnownOpportunity.objects.order_by("pk").values_list(*_FIELDS).iterator(chunk_size=BATCH)


def _name_everybody(progress: Progress) -> tuple[dict[tuple[str, str], int], Customers]:
    names: dict[tuple[str, str], int] = {}
    customers = Customers()
    owners: dict[str, int] = {}
    for done, (_, spelling, alias, _, country, domain, number, *_) in enumerate(_rows(), 1):
        name = names.setdefault((spelling, country), len(names) + 1)
        if alias:
            customers.join(name, names.setdefault((alias, country), len(names) + 1))
        for identifier in (f"d {web_domain(domain)}", f"t {tax_number(number)}"):
            if len(identifier) > 2:
                customers.join(name, owners.setdefault(identifier, name))
        if done % BATCH == 0:
            progress("names", done)
    return names, customers


def _keys(names: dict[tuple[str, str], int]) -> Iterator[tuple[int, int]]:
    for (spelling, country), pk in names.items():
        for key in name_keys(read.__wrapped__(spelling), country):
            yield key, pk


def _readings(
    names: dict[tuple[str, str], int], customers: Customers, contexts: Callable[[int, frozenset[int]], None]
) -> Iterator[tuple[object, ...]]:
    for pk, spelling, alias, wording, country, domain, number, closes, city in _rows():
        name = names[spelling, country]
        project = read_project.__wrapped__(wording, spelling)
        contexts(pk, context_keys(project, country, closes.year if closes else 0, city))
        yield (
            pk, name, names[alias, country] if alias else None, customers.of(name), web_domain(domain),
            tax_number(number), main_solution(project),
        )  # fmt: skip


def _reset_sequence() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = KnownName._meta.db_table
            largest = f'(SELECT coalesce(max(id), 1) FROM "{table}")'
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {largest})")


def _count_common() -> None:
    for model in (NameKey, ContextKey):
        counted = (
            model._default_manager.values("key").annotate(names=Count("*")).filter(names__gt=COMMON_FROM)
        )
        common = ((row["key"], row["names"]) for row in counted.iterator(chunk_size=BATCH))
        write_rows(CommonKey, ("key", "names"), common)
