"""The search index: plain tables, kept in the transaction of the rows they describe."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from validation.models import CommonKey, FiledKey, KnownName, KnownOpportunity, KnownReading

from .context import context_keys, place_of
from .customers import LARGEST, Customers
from .identifiers import tax_number, web_domain
from .keys import label_keys, name_keys
from .listed import among, numbers, paired
from .names import read
from .prepared import pack
from .projects import Project, read_project
from .retrieval import COMMONEST

COMMON_FROM = 40
_PLACE_MOST = 300
_Spelling = tuple[str, str]
_READ = ("name", "alias", "customer", "domain", "tax_number", "solution", "place", "project")
_Filed = tuple[int, int]
_FILE = "INSERT INTO {filed} (key, owner) SELECT one, other FROM {pairs} ON CONFLICT DO NOTHING"
_COUNT = """
    INSERT INTO {common} (key, names)
    SELECT key, count(*) FROM {filed} AS filed WHERE {among}
    AND NOT EXISTS (SELECT 1 FROM {common} AS known WHERE known.key = filed.key AND known.names > {commonest})
    GROUP BY key HAVING count(*) > {common_from} ORDER BY key
    ON CONFLICT (key) DO UPDATE SET names = excluded.names WHERE excluded.names > 2 * {common}.names
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What the index keeps of one known opportunity besides its names."""

    domain: str
    tax_number: str
    solution: str
    place: str
    project: str
    keys: frozenset[int]


def main_solution(project: Project) -> str:
    """The surest solution of a project, by which the index finds it; empty where none was read."""
    return max(project.solutions, key=lambda name: project.solutions[name], default="")


def read_opportunity(
    customer: str, wording: str, country: str, city: str, amount: float, closes: int, domain: str, number: str
) -> Read:
    """Reads the facts of one known opportunity; `closes` is a year, or 0, and an `amount` of 0 is none."""
    project = read_project.__wrapped__(wording, customer)
    domain = web_domain(domain)
    return Read(
        domain=domain,
        tax_number=tax_number(number),
        solution=main_solution(project),
        place=place_of(city)[:_PLACE_MOST],
        project=pack(project),
        keys=context_keys(project, country, closes, city, amount) | label_keys(domain, country),
    )


@transaction.atomic
def file(rows: Iterable[KnownOpportunity]) -> None:
    """Files known opportunities, new or changed, under their readings."""
    rows = list({known.pk: known for known in rows}.values())
    names, keys = _names_of(rows)
    readings = []
    for known in rows:
        name = names[known.customer_name, known.country]
        closes = known.closes_on.year if known.closes_on else 0
        facts = read_opportunity(
            known.customer_name, known.project_name, known.country, known.city, float(known.amount or 0), closes,
            known.domain, known.tax_number,
        )  # fmt: skip
        readings.append(
            KnownReading(
                known=known,
                name=name,
                alias=names[known.customer_alias, known.country] if known.customer_alias else None,
                customer=name.customer,
                domain=facts.domain,
                tax_number=facts.tax_number,
                solution=facts.solution,
                place=facts.place,
                project=facts.project,
            )
        )
        keys += [(key, known.pk) for key in facts.keys]
    KnownReading.objects.bulk_create(
        readings, update_conflicts=True, unique_fields=["known"], update_fields=_READ
    )
    _file_keys(keys)
    _join_customers(readings)


def unfile(rows: Iterable[KnownOpportunity]) -> None:
    """Takes known opportunities out of the search. Deleting a row does the same."""
    KnownReading.objects.filter(known__in=list(rows)).delete()


def _names_of(rows: Sequence[KnownOpportunity]) -> tuple[dict[_Spelling, KnownName], list[_Filed]]:
    """The known names of these rows, new ones written down, and the keys the new ones are to be filed under."""
    wanted = {(known.customer_name, known.country) for known in rows}
    wanted |= {(known.customer_alias, known.country) for known in rows if known.customer_alias}
    names = _filed(wanted)
    missing = sorted(wanted - names.keys())
    if not missing:
        return names, []
    readings = {spelling: read(spelling) for spelling, _country in missing}
    KnownName.objects.bulk_create(
        [
            KnownName(spelling=spelling, country=country, customer=0, reading=pack(readings[spelling]))
            for spelling, country in missing
        ],
        ignore_conflicts=True,
    )
    created = _filed(set(missing))
    KnownName.objects.filter(pk__in=[name.pk for name in created.values()], customer=0).update(
        customer=F("pk")
    )
    for name in created.values():
        name.customer = name.customer or name.pk
    keys = [
        (key, name.pk)
        for name in created.values()
        for key in name_keys(readings[name.spelling], name.country)
    ]
    return names | created, keys


def _filed(wanted: set[_Spelling]) -> dict[_Spelling, KnownName]:
    found = KnownName.objects.filter(spelling__in={spelling for spelling, _ in wanted})
    return {(name.spelling, name.country): name for name in found if (name.spelling, name.country) in wanted}


def _file_keys(keys: list[_Filed]) -> None:
    """Files keys, in their order so that two who file wait for each other, and marks those that became common.

    Exact counts come with a rebuild: here a mark is only brought up to date when the key has become twice as common.
    """
    if not keys:
        return
    tables = {"common": CommonKey._meta.db_table, "filed": FiledKey._meta.db_table}
    pairs, parameters = paired(sorted(set(keys)))
    counted = _COUNT.format(among=among("key"), commonest=COMMONEST, common_from=COMMON_FROM, **tables)
    with connection.cursor() as cursor:
        cursor.execute(_FILE.format(pairs=pairs, **tables), parameters)
        cursor.execute(counted, [numbers({key for key, _owner in keys})])


def _join_customers(readings: list[KnownReading]) -> None:
    """Gives one customer number to names that an alias or an identifier shows to be one customer."""
    known: dict[str, set[int]] = defaultdict(set)
    for field in ("tax_number", "domain"):
        values = {getattr(reading, field) for reading in readings} - {""}
        if values:
            same = KnownReading.objects.filter(**{f"{field}__in": values}).order_by()
            for value, customer in same.values_list(field, "customer").distinct():
                known[value].add(customer)
    customers = Customers()
    for reading in readings:
        if reading.alias:
            customers.join(reading.name.customer, reading.alias.customer)
        for value in (reading.tax_number, reading.domain):
            if value and len(known[value]) < LARGEST:
                for customer in known[value]:
                    customers.join(reading.name.customer, customer)
    groups: dict[int, set[int]] = defaultdict(set)
    for customer, one in customers.joined():
        groups[one] |= {one, customer}
    for group in groups.values():
        _join(group)


def _join(customers: set[int]) -> None:
    members = KnownName.objects.filter(customer__in=customers)
    if members.count() > LARGEST:
        return
    one = min(customers)
    members.update(customer=one)
    KnownReading.objects.filter(customer__in=customers).update(customer=one)
