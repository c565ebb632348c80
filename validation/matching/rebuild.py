"""Builds the whole search index anew in bounded memory, while searches go on reading the one before.

What is read of every known opportunity is staged in temporary tables; the index then takes over what differs, in one
transaction. Names keep their ids, so a search that reads some tables before and some after finds the same names.
"""

from collections.abc import Iterator

from django.db import connection, transaction

from validation.models import CommonKey, FiledKey, KeyPage, KnownName, KnownOpportunity, KnownReading

from .bulk import Progress, append_rows, rows_of, run, silent
from .customers import Customers
from .index import COMMON_FROM, read_opportunity
from .keys import name_keys
from .listed import each_of, joined, numbers, numbers_type
from .names import read
from .pages import pages
from .prepared import pack
from .retrieval import COMMONEST

_PARTS = {
    "common": CommonKey, "filed": FiledKey, "pages": KeyPage, "names": KnownName, "known": KnownOpportunity,
    "readings": KnownReading,
}  # fmt: skip
_TABLES = {part: model._meta.db_table for part, model in _PARTS.items()}
_STAGES = {
    "spelled": "id bigint, spelling text, country text",
    "named": "id bigint PRIMARY KEY, reading text, keys {numbers}",
    "told": (
        "known_id bigint PRIMARY KEY, name_id bigint, alias_id bigint, domain text, tax_number text, solution text, "
        "place text, project text, keys {numbers}"
    ),
    "joined": "id bigint PRIMARY KEY, customer bigint",
}
_SPELLED = """
    INSERT INTO spelled (id, spelling, country)
    SELECT coalesce(names.id, (SELECT coalesce(max(id), 0) FROM {names})
        + row_number() OVER (PARTITION BY names.id IS NULL ORDER BY every.spelling, every.country)),
        every.spelling, every.country
    FROM (
        SELECT customer_name AS spelling, country FROM {known}
        UNION SELECT customer_alias, country FROM {known} WHERE customer_alias <> ''
    ) AS every
    LEFT JOIN {names} names ON names.spelling = every.spelling AND names.country = every.country
"""
_KNOWN = """
    SELECT known.id, name.id, alias.id, known.customer_name, known.project_name, known.country, known.city,
        known.amount, known.closes_on, known.domain, known.tax_number
    FROM {known} known
    JOIN spelled AS name ON name.spelling = known.customer_name AND name.country = known.country
    LEFT JOIN spelled AS alias
        ON alias.spelling = known.customer_alias AND alias.country = known.country AND known.customer_alias <> ''
"""
_JOINS = """
    SELECT one, two FROM (
        SELECT name_id AS one, alias_id AS two FROM told WHERE alias_id IS NOT NULL
        UNION SELECT min(name_id) OVER (PARTITION BY tax_number), name_id FROM told WHERE tax_number <> ''
        UNION SELECT min(name_id) OVER (PARTITION BY domain), name_id FROM told WHERE domain <> ''
    ) AS joins WHERE one <> two ORDER BY one, two
"""
# What differs is written, what is the same is left alone: a rebuild after few changes leaves few dead rows.
_TAKE_NAMES = (
    "DELETE FROM {names} WHERE id NOT IN (SELECT id FROM named)",
    """
    UPDATE {names} SET customer = coalesce(joined.customer, named.id), reading = named.reading
    FROM named LEFT JOIN joined ON joined.id = named.id WHERE named.id = {names}.id
    AND ({names}.customer <> coalesce(joined.customer, named.id) OR {names}.reading <> named.reading)
    """,
    """
    INSERT INTO {names} (id, spelling, country, customer, reading)
    SELECT spelled.id, spelling, country, coalesce(joined.customer, spelled.id), named.reading
    FROM spelled JOIN named ON named.id = spelled.id LEFT JOIN joined ON joined.id = spelled.id
    WHERE NOT EXISTS (SELECT 1 FROM {names} names WHERE names.id = spelled.id) ORDER BY spelled.id
    """,
)
_TAKE_READINGS = (
    "DELETE FROM {readings} WHERE known_id NOT IN (SELECT known_id FROM told)",
    """
    UPDATE {readings} SET name_id = told.name_id, alias_id = told.alias_id,
        customer = coalesce(joined.customer, told.name_id), domain = told.domain, tax_number = told.tax_number,
        solution = told.solution, place = told.place, project = told.project
    FROM told LEFT JOIN joined ON joined.id = told.name_id WHERE told.known_id = {readings}.known_id
    AND ({readings}.name_id <> told.name_id OR coalesce({readings}.alias_id, 0) <> coalesce(told.alias_id, 0)
        OR {readings}.customer <> coalesce(joined.customer, told.name_id) OR {readings}.domain <> told.domain
        OR {readings}.tax_number <> told.tax_number OR {readings}.solution <> told.solution
        OR {readings}.place <> told.place OR {readings}.project <> told.project)
    """,
    """
    INSERT INTO {readings} (known_id, name_id, alias_id, customer, domain, tax_number, solution, place, project)
    SELECT known_id, name_id, alias_id, coalesce(joined.customer, name_id) AS one, domain, tax_number, solution,
        place, project
    FROM told LEFT JOIN joined ON joined.id = told.name_id
    WHERE NOT EXISTS (SELECT 1 FROM {readings} readings WHERE readings.known_id = told.known_id)
    ORDER BY one, known_id
    """,
)
_KEYS = """
    SELECT key, count(*), CASE WHEN count(*) <= {commonest} THEN {owners} END FROM (
        SELECT {key} AS key, named.id AS owner FROM named{each} UNION ALL SELECT {key}, told.known_id FROM told{each}
    ) AS every GROUP BY key ORDER BY key
"""


@transaction.atomic
def rebuild(progress: Progress = silent) -> int:
    """Reads every known opportunity again and returns how many. What is to be filed waits until it is done."""
    _prepare()
    _run(_SPELLED)
    append_rows("named", ("id", "reading", "keys"), _names(), progress)
    columns = tuple(part.split()[0] for part in _STAGES["told"].split(", "))
    rows = append_rows("told", columns, _opportunities(), progress)
    customers = Customers()
    for one, two in rows_of(_JOINS):
        customers.join(one, two)
    append_rows("joined", ("id", "customer"), customers.joined())
    _analyse(*_STAGES)
    for statement in (*_TAKE_NAMES, *_TAKE_READINGS):
        _run(statement)
    _file_keys(progress)
    _finish()
    return rows


def _run(statement: str) -> None:
    run(statement.format(**{part: f'"{table}"' for part, table in _TABLES.items()}))


def _prepare() -> None:
    if connection.vendor == "postgresql":
        listed = ", ".join(f'"{table}"' for part, table in sorted(_TABLES.items()) if part != "known")
        run(f"LOCK TABLE {listed} IN SHARE ROW EXCLUSIVE MODE")
        # All rows of each statement are wanted, and the sorting of many.
        run("SET LOCAL cursor_tuple_fraction = 1")
        run("SET LOCAL work_mem = '64MB'")
        run("SET LOCAL jit = off")
    for stage, columns in _STAGES.items():
        run(f"DROP TABLE IF EXISTS {stage}")
        run(f"CREATE TEMPORARY TABLE {stage} ({columns.format(numbers=numbers_type())})")


def _names() -> Iterator[tuple[object, ...]]:
    _analyse("spelled")
    for pk, spelling, country in rows_of("SELECT id, spelling, country FROM spelled"):
        reading = read.__wrapped__(spelling)
        yield pk, pack(reading), numbers(name_keys(reading, country))


def _opportunities() -> Iterator[tuple[object, ...]]:
    for pk, name, alias, customer, project, country, city, amount, closes, domain, number in rows_of(
        _KNOWN.format(known=f'"{_TABLES["known"]}"')
    ):
        year = int(str(closes)[:4]) if closes else 0
        read_ = read_opportunity(customer, project, country, city, float(amount or 0), year, domain, number)
        yield (
            pk, name, alias, read_.domain, read_.tax_number, read_.solution, read_.place, read_.project,
            numbers(read_.keys),
        )  # fmt: skip


def _file_keys(progress: Progress) -> None:
    for part in ("pages", "filed", "common"):
        _run(f"DELETE FROM {{{part}}}")
    common: list[tuple[object, ...]] = []

    def filed() -> Iterator[tuple[int, list[int]]]:
        key, each = each_of("keys")
        statement = _KEYS.format(commonest=COMMONEST, owners=joined("owner"), key=key, each=each)
        for number, count, owners in rows_of(statement):
            if count > COMMON_FROM:
                common.append((number, count))
            if owners is not None:
                yield number, [int(owner) for owner in owners.split(",")]

    append_rows(_TABLES["pages"], ("first", "keys", "owners"), pages(filed()), progress)
    append_rows(_TABLES["common"], ("key", "names"), common)


def _analyse(*tables: str) -> None:
    if connection.vendor == "postgresql":
        for table in tables:
            run(f'ANALYZE "{table}"')


def _finish() -> None:
    _analyse(*(table for part, table in _TABLES.items() if part != "known"))
    if connection.vendor == "postgresql":
        table = _TABLES["names"]
        largest = f'(SELECT coalesce(max(id), 1) FROM "{table}")'
        run(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {largest})")
    for stage in _STAGES:
        run(f"DROP TABLE {stage}")
