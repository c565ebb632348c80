"""How many new known opportunities a second the search index takes, one at a time and in batches."""

from collections.abc import Iterable, Sequence
from itertools import islice
from time import perf_counter

from django.utils import timezone

from validation.matching import index
from validation.matching.names import read
from validation.models import FiledKey, KnownName, KnownOpportunity

from .strangers import strangers

_BATCH = 200
_MODELS = 5_000


def file_strangers(wanted: int) -> dict[str, float]:
    """Rows a second, each filed in a transaction of its own and in transactions of many; takes them out again."""
    columns = ("customer_name", "customer_alias", "project_name", "country", "city")
    known = KnownOpportunity.objects.order_by("pk").values(*columns)[:_MODELS]
    models = [{**each, "record_id": "", "domain": "", "tax_id": ""} for each in known]
    created = KnownOpportunity.objects.bulk_create(_made(strangers(models, 2 * wanted)))
    names = set(KnownName.objects.order_by("-pk").values_list("pk", flat=True)[:1])
    # The vocabulary is read once in the life of a process.
    read("Warehouse")
    try:
        return {
            "rows/s one at a time": _rate([[row] for row in created[:wanted]]),
            f"rows/s in batches of {_BATCH}": _rate(_batches(created[wanted:])),
        }
    finally:
        _take_out(created, max(names, default=0))


def _made(invented: Iterable[dict[str, str]]) -> list[KnownOpportunity]:
    at = timezone.now()
    return [
        KnownOpportunity(
            source="pipeline", record_id=f"filing {row['record_id']}", customer_name=row["customer_name"],
            project_name=row["project_name"], country=row["country"], city=row["city"], created_in_source_at=at,
            synced_at=at,
        )
        for row in invented
    ]  # fmt: skip


def _batches(rows: Sequence[KnownOpportunity]) -> list[list[KnownOpportunity]]:
    left = iter(rows)
    return list(iter(lambda: list(islice(left, _BATCH)), []))


def _rate(batches: Sequence[Sequence[KnownOpportunity]]) -> float:
    started = perf_counter()
    for batch in batches:
        index.file(batch)
    return sum(map(len, batches)) / (perf_counter() - started)


def _take_out(rows: Sequence[KnownOpportunity], last_name: int) -> None:
    KnownOpportunity.objects.filter(pk__in=[row.pk for row in rows]).delete()
    new = list(KnownName.objects.filter(pk__gt=last_name).values_list("pk", flat=True))
    FiledKey.objects.filter(owner__in=[*new, *(row.pk for row in rows)]).delete()
    KnownName.objects.filter(pk__in=new).delete()
