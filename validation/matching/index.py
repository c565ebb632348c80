"""The search index: plain tables, kept in the transaction of the rows they describe."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count

from validation.models import CommonKey, ContextKey, KnownName, KnownOpportunity, KnownReading, NameKey

from .context import context_keys
from .identifiers import tax_number, web_domain
from .keys import name_keys
from .names import read
from .projects import Project, read_project

COMMON_FROM = 40
_LARGEST_CUSTOMER = 60
_Spelling = tuple[str, str]


def main_solution(project: Project) -> str:
    """The surest solution of a project, by which the index finds it; empty where none was read."""
    return max(project.solutions, key=lambda name: project.solutions[name], default="")


def reading_of(known: KnownOpportunity, names: dict[_Spelling, KnownName]) -> KnownReading:
    name = names[known.customer_name, known.country]
    alias = names[known.customer_alias, known.country] if known.customer_alias else None
    return KnownReading(
        known=known,
        name=name,
        alias=alias,
        customer=name.customer,
        domain=web_domain(known.domain),
        tax_number=tax_number(known.tax_number),
        solution=main_solution(read_project(known.project_name, known.customer_name)),
    )


@transaction.atomic
def file(rows: Iterable[KnownOpportunity]) -> None:
    """Files known opportunities, new or changed, under their readings."""
    rows = list(rows)
    names = _names_of(rows)
    readings = [reading_of(known, names) for known in rows]
    KnownReading.objects.filter(known__in=rows).delete()
    KnownReading.objects.bulk_create(readings)
    keys = {(key, known.pk) for known in rows for key in _context_of(known)}
    ContextKey.objects.bulk_create([ContextKey(key=key, reading_id=pk) for key, pk in keys])
    _count_common(ContextKey, {key for key, _ in keys})
    _join_customers(readings)


def _context_of(known: KnownOpportunity) -> frozenset[int]:
    project = read_project(known.project_name, known.customer_name)
    closes = known.closes_on.year if known.closes_on else 0
    return context_keys(project, known.country, closes, known.city)


def unfile(rows: Iterable[KnownOpportunity]) -> None:
    """Takes known opportunities out of the search. Deleting a row does the same."""
    KnownReading.objects.filter(known__in=list(rows)).delete()


def _names_of(rows: Sequence[KnownOpportunity]) -> dict[_Spelling, KnownName]:
    wanted = {(known.customer_name, known.country) for known in rows}
    wanted |= {(known.customer_alias, known.country) for known in rows if known.customer_alias}
    names = _filed(wanted)
    new = [
        KnownName(spelling=spelling, country=country, customer=0)
        for spelling, country in wanted - names.keys()
    ]
    if not new:
        return names
    KnownName.objects.bulk_create(new, ignore_conflicts=True)
    created = _filed({(name.spelling, name.country) for name in new})
    for name in created.values():
        if not name.customer:
            name.customer = name.pk
    KnownName.objects.bulk_update(created.values(), ["customer"])
    keys = {name.pk: name_keys(read(name.spelling), name.country) for name in created.values()}
    NameKey.objects.bulk_create(
        [NameKey(key=key, name_id=pk) for pk, filed in keys.items() for key in filed], ignore_conflicts=True
    )
    _count_common(NameKey, {key for filed in keys.values() for key in filed})
    return names | created


def _filed(wanted: set[_Spelling]) -> dict[_Spelling, KnownName]:
    found = KnownName.objects.filter(spelling__in={spelling for spelling, _ in wanted})
    return {(name.spelling, name.country): name for name in found if (name.spelling, name.country) in wanted}


def _count_common(model: type[NameKey] | type[ContextKey], keys: set[int]) -> None:
    """Marks keys that became common. Counts of those already marked are brought up to date by a rebuild."""
    unmarked = keys - set(CommonKey.objects.filter(key__in=keys).values_list("key", flat=True))
    counted = model._default_manager.filter(key__in=unmarked).values("key").annotate(names=Count("*"))
    CommonKey.objects.bulk_create(
        [CommonKey(**row) for row in counted.filter(names__gt=COMMON_FROM)], ignore_conflicts=True
    )


def _join_customers(readings: list[KnownReading]) -> None:
    """Gives one customer number to names that an alias or an identifier shows to be one customer."""
    for reading in readings:
        joined = {reading.name.customer}
        if reading.alias:
            joined.add(reading.alias.customer)
        for field in ("tax_number", "domain"):
            value = getattr(reading, field)
            if value:
                same = (
                    KnownReading.objects.filter(**{field: value})
                    .order_by()
                    .values_list("customer", flat=True)
                )
                found = set(same.distinct()[:_LARGEST_CUSTOMER])
                if len(found) < _LARGEST_CUSTOMER:
                    joined |= found
        if len(joined) > 1:
            _join(joined)


def _join(customers: set[int]) -> None:
    members = KnownName.objects.filter(customer__in=customers)
    if members.count() > _LARGEST_CUSTOMER:
        return
    one = min(customers)
    members.update(customer=one)
    KnownReading.objects.filter(customer__in=customers).update(customer=one)


class Customers:
    """Which names are one customer, found while reading every row once (union-find with a bound on size)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._size: dict[int, int] = defaultdict(lambda: 1)

    def of(self, name: int) -> int:
        root = name
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(name, name)) != root:
            self._parent[name] = root
            name = above
        return root

    def join(self, one: int, two: int) -> None:
        one, two = sorted((self.of(one), self.of(two)))
        if one != two and self._size[one] + self._size[two] <= _LARGEST_CUSTOMER:
            self._parent[two] = one
            self._size[one] += self._size.pop(two, 1)
