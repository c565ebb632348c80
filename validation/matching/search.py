"""The conflict search: known opportunities that may be the one asked for, best first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import DatabaseError

from . import identifiers
from .comparison import Facts, Rarity, customer_features, likeness, opportunity_features
from .context import context_keys, place_of
from .keys import name_keys, spelled_keys
from .names import Reading, read
from .prepared import OtherVersion, unpack_name, unpack_project
from .projects import Project, read_project
from .query import Candidate, Query, SearchUnavailable
from .reasons import reasons_for
from .retrieval import IN_CONTEXT, Row, Wanted, in_context, index_is_missing, look_up, rows_found
from .scoring import (
    among_rivals,
    customer_probability,
    is_same_customer,
    is_same_opportunity,
    opportunity_probability,
)
from .shortlist import Likely, Sought, circumstantial, likely_names

_CUSTOMERS = 80
_LEAST_LIKENESS = 0.0005
_BY_CIRCUMSTANCES = 16
_OTHERS = ("other_phase", "other_site", "far_year")
_LEAST_CUSTOMER = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read."""

    name: Reading
    project: Project
    facts: Facts
    country: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A known row with everything that was compared, from which score and reasons follow."""

    row: Row
    customer: dict[str, float]
    opportunity: dict[str, float]
    customer_score: float
    score: float


def find_candidates(queries: Sequence[Query], limit: int = 10) -> list[list[Candidate]]:
    """For each query the known opportunities most likely to be the one asked for, best first, at most `limit`.

    Several queries cost as many questions to the database as one. Raises SearchUnavailable when the index cannot be
    read: silence is never "no conflict" (rulebook, Who was first 3).
    """
    asked = [ask(query) for query in queries]
    try:
        compared = _compare_each(asked, queries)
    except (DatabaseError, OtherVersion) as failure:
        raise SearchUnavailable(str(failure)) from failure
    if not any(compared) and index_is_missing():
        raise SearchUnavailable(
            "The search index is empty although opportunities are known: run rebuild_index."
        )
    return [
        [_candidate(one, each) for each in found[:limit]] for one, found in zip(asked, compared, strict=True)
    ]


def ask(query: Query) -> Asked:
    """Reads a query: its name, its project and its identifiers."""
    country = query.country.strip().upper()
    project = read_project(query.project_name, query.customer_name)
    return Asked(
        name=read(query.customer_name),
        project=project,
        facts=Facts(
            country=country,
            city=place_of(query.city),
            amount=float(query.budget or 0),
            lines=frozenset(line.casefold() for line in query.product_lines if line),
            domain=identifiers.web_domain(query.domain),
            tax_number=identifiers.tax_number(query.tax_number),
            year=project.year or _year(query.implementation_from),
        ),
        country=country,
    )


def compare_all(query: Query) -> list[Compared]:
    """Every known row worth comparing, best first."""
    return _compare_each([ask(query)], [query])[0]


@dataclass(frozen=True, slots=True)
class Weighed:
    """How like the name asked for the known names are, by name and by customer, and what rows to read for it."""

    like: dict[int, float]
    customers: dict[int, float]
    rarity: Rarity
    wanted: Wanted


def _compare_each(asked: Sequence[Asked], queries: Sequence[Query]) -> list[list[Compared]]:
    keys = [name_keys(each.name, each.country) for each in asked]
    spelled = [spelled_keys(each.name, each.country) for each in asked]
    circumstances = [circumstances_of(each, query) for each, query in zip(asked, queries, strict=True)]
    common, filed = look_up(frozenset().union(*keys, *spelled, *circumstances))
    sought = [Sought(each.name, each.country, own) for each, own in zip(asked, keys, strict=True)]
    weighed = [
        _weigh(each, likely, in_context(around, common, filed), labelled_by(spelling, filed))
        for each, likely, around, spelling in zip(
            asked, likely_names(sought, common, filed), circumstances, spelled, strict=True
        )
    ]
    found = rows_found([each.wanted for each in weighed])
    return [_compare(*each) for each in zip(asked, queries, weighed, found, strict=True)]


def _weigh(asked: Asked, likely: Likely, context: Sequence[int], labelled: frozenset[int]) -> Weighed:
    like = {
        name.pk: likeness(asked.name, likely.readings[name.pk], likely.rarity, (asked.country, name.country))
        for name in likely.names
    }
    customers: dict[int, float] = {}
    for name in likely.names:
        customers[name.customer] = max(customers.get(name.customer, 0.0), like[name.pk])
    best = sorted(customers, key=lambda customer: (-customers[customer], customer))
    best = [customer for customer in best if customers[customer] >= _LEAST_LIKENESS][:_CUSTOMERS]
    facts = asked.facts
    wanted = Wanted(best, asked.project.solutions, facts.domain, facts.tax_number, context, labelled)
    return Weighed(like, customers, likely.rarity, wanted)


def _compare(asked: Asked, query: Query, weighed: Weighed, found: list[Row]) -> list[Compared]:
    """The rows found for a query beside it, best first."""
    found = [row for row in found if row.record_id not in query.exclude_record_ids]
    like, customers = weighed.like, weighed.customers
    spelling = {row.customer for row in found if row.known_id in weighed.wanted.labelled}
    compared = [
        compare(
            asked, row, like, (customers.get(row.customer, 0.0), row.customer in spelling), weighed.rarity
        )
        for row in worth_comparing(asked, found, like)
    ]
    scores = among_rivals(
        [each.score for each in compared], [each.opportunity["unread"] for each in compared]
    )
    compared = [replace(each, score=score) for each, score in zip(compared, scores, strict=True)]
    return sorted(compared, key=lambda each: (-each.score, each.row.known_id))


def circumstances_of(asked: Asked, query: Query) -> frozenset[int]:
    """The keys of the project asked for."""
    return context_keys(asked.project, asked.country, 0, query.city, asked.facts.amount, asked=True)


def labelled_by(spelled: frozenset[int], filed: Mapping[int, Collection[int]]) -> frozenset[int]:
    """Known opportunities whose web domain spells the name asked for."""
    return frozenset(known for key in spelled for known in filed.get(key, ()))


def worth_comparing(asked: Asked, found: list[Row], like: Collection[int]) -> list[Row]:
    """Of the rows found by their circumstances alone, those whose circumstances fit best; all others."""
    alone = [row for row in found if row.way == IN_CONTEXT and row.name_id not in like]
    if len(alone) <= _BY_CIRCUMSTANCES:
        return found
    fits = {
        row.known_id: circumstantial(asked.facts, facts_of(row), asked.project, unpack_project(row.project))
        for row in alone
    }
    alone.sort(key=lambda row: (-fits[row.known_id], row.known_id))
    left_out = {row.known_id for row in alone[_BY_CIRCUMSTANCES:]}
    return [row for row in found if row.known_id not in left_out]


def facts_of(row: Row) -> Facts:
    """What is compared of a known row besides its readings."""
    return Facts(
        country=row.country,
        city=row.place,
        amount=float(row.amount or 0),
        lines=row.lines,
        domain=row.reading_domain,
        tax_number=row.reading_tax_number,
        year=row.closing_year,
    )


def compare(
    asked: Asked, row: Row, like: dict[int, float], customer: tuple[float, bool], rarity: Rarity
) -> Compared:
    """One known row beside the query; of its customer, the best likeness of a name and whether a domain spells it."""
    own = _like(asked, row.name_id, row.name_reading, row.country, like, rarity)
    if row.alias_id is not None and row.alias_reading:
        own = max(own, _like(asked, row.alias_id, row.alias_reading, row.country, like, rarity))
    facts = facts_of(row)
    weighed = customer_features(asked.facts, facts, own, *customer)
    customer_score = customer_probability(weighed)
    opportunity = opportunity_features(
        asked.facts, facts, customer_score, asked.project, unpack_project(row.project)
    )
    return Compared(row, weighed, opportunity, customer_score, opportunity_probability(opportunity))


def _like(asked: Asked, pk: int, packed: str, country: str, like: dict[int, float], rarity: Rarity) -> float:
    if pk not in like:
        like[pk] = likeness(asked.name, unpack_name(packed), rarity, (asked.country, country))
    return like[pk]


def _candidate(asked: Asked, each: Compared) -> Candidate:
    known = each.row
    same_customer = is_same_customer(each.customer_score)
    return Candidate(
        known_id=known.known_id,
        record_id=known.record_id,
        source=known.source,
        customer_name=known.customer_name,
        project_name=known.project_name,
        created_in_source_at=known.created_at,
        registration_number=known.registration_number,
        score=round(each.score, 4),
        customer_score=round(each.customer_score, 4),
        # Circumstances alone never make an opportunity the same: not where everything about the customer speaks
        # against it, nor where it is not even clear what is bought. And what names another phase, site or year is
        # another project, however sure the rest.
        same_opportunity=is_same_opportunity(each.score)
        and each.customer_score >= _LEAST_CUSTOMER
        and (same_customer or not each.opportunity["unread"])
        and not any(each.opportunity[mark] for mark in _OTHERS),
        same_customer=same_customer,
        reasons=reasons_for(asked.name, _names(each.row), each.customer, each.opportunity),
    )


def _names(row: Row) -> list[Reading]:
    return [unpack_name(packed) for packed in (row.name_reading, row.alias_reading) if packed]


def _year(day: date | None) -> int:
    return day.year if day else 0
