"""Other spellings of a customer that a person's verdict taught: a search under one of them looks under both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import DatabaseError, connection
from django.db.models import Q

from validation.models import KnownOpportunity, TaughtAlias

from .keys import key_of
from .names import read
from .query import Candidate, Query, SearchUnavailable

# A customer has few spellings; a search asks for the newest ones of them alone.
_ASKED_MOST = 5
Search = Callable[[Sequence[Query], int], list[list[Candidate]]]
_TAUGHT = f"""
    SELECT taught.key, taught.spelling, known.customer_name, taught.at, taught.reference
    FROM "{TaughtAlias._meta.db_table}" taught
    JOIN "{KnownOpportunity._meta.db_table}" known ON known.id = taught.known_id
    WHERE taught.key = %s OR taught.known_key = %s ORDER BY taught.id DESC LIMIT {_ASKED_MOST}
"""


def spelling_key(name: str) -> int:
    """The same number for the same name, whatever its case, legal form and punctuation."""
    reading = read(name)
    return key_of("alias", " ".join(sorted(reading.plain)) or reading.native or reading.text)


def teach(known: KnownOpportunity, spelling: str, *, reference: str, verdict: int, at: datetime) -> bool:
    """Remember that the customer of a known opportunity is also written so; False when that says nothing new."""
    key, known_key = spelling_key(spelling), spelling_key(known.customer_name)
    if key in (known_key, spelling_key(known.customer_alias) if known.customer_alias else known_key):
        return False
    TaughtAlias.objects.update_or_create(
        known=known,
        reference=reference,
        defaults={"spelling": spelling, "key": key, "known_key": known_key, "verdict": verdict, "at": at},
    )
    return True


def forget(known: KnownOpportunity, reference: str) -> bool:
    """Take back what a verdict on this pair taught, whichever of two registrations it was given on."""
    mine = Q(known=known, reference=reference)
    theirs = Q(known__source="registration", known__record_id=reference, reference=known.record_id)
    gone, _rows = TaughtAlias.objects.filter(mine | theirs).delete()
    return bool(gone)


def taught_by(known: KnownOpportunity, reference: str) -> TaughtAlias | None:
    """What a verdict on this pair taught and nothing took back."""
    return TaughtAlias.objects.filter(known=known, reference=reference).first()


def with_aliases(search: Search, query: Query, limit: int) -> list[Candidate]:
    """What a search finds under the name asked for and under the taught ones, best first.

    Raises SearchUnavailable like the search itself.
    """
    others = _other_spellings(query.customer_name)
    own, *more = search(
        [query, *(replace(query, customer_name=spelling) for spelling, _why in others)], limit
    )
    found = {candidate.known_id: candidate for candidate in own}
    for (_spelling, reason), candidates in zip(others, more, strict=True):
        for candidate in candidates:
            before = found.get(candidate.known_id)
            if candidate.same_customer and (before is None or candidate.score > before.score):
                found[candidate.known_id] = replace(candidate, reasons=(*candidate.reasons, reason))
    return sorted(found.values(), key=lambda each: (-each.score, each.known_id))[:limit]


def _newest_taught(key: int) -> list[tuple[int, str, str, datetime | str, str]]:
    """Asked in every search and mostly in vain, so in plain SQL: building the statement would cost more than it."""
    with connection.cursor() as cursor:
        cursor.execute(_TAUGHT, [key, key])
        return cursor.fetchall()


def _other_spellings(name: str) -> list[tuple[str, str]]:
    """The newest other ways to write a name, each with the reason that a coordinator reads."""
    key = spelling_key(name)
    try:
        taught = _newest_taught(key)
    except DatabaseError as failure:
        raise SearchUnavailable(str(failure)) from failure
    others: dict[str, str] = {}
    for own_key, spelling, known_as, said, reference in taught:
        other = known_as if own_key == key else spelling
        # SQLite hands instants out as text.
        at = said if isinstance(said, datetime) else datetime.fromisoformat(said)
        others.setdefault(other, f"written as “{other}” too, by the verdict of {at:%d %b %Y} on {reference}")
    return list(others.items())
