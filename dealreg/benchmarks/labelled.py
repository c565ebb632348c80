"""What the conflict search compares for a labelled query, as samples to fit its coefficients to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from dealreg.benchmarks.forgetting import Regime
from validation.matching.comparison import customer_features, name_features, opportunity_features
from validation.matching.keys import name_keys, spelled_keys
from validation.matching.prepared import unpack_name, unpack_project
from validation.matching.query import Query
from validation.matching.retrieval import Row, Wanted, in_context, look_up, rows_found
from validation.matching.scoring import name_probability, probability
from validation.matching.search import (
    Asked,
    ask,
    circumstances_of,
    facts_of,
    labelled_by,
    worth_comparing,
)
from validation.matching.shortlist import Sought, likely_names
from validation.matching.trial import LOADED
from validation.models import KnownReading

Features = dict[str, float]
_CUSTOMERS = 80


class Sample(Protocol):
    def add(self, pair: tuple[str, str], features: Features, *, same: bool) -> None: ...


@dataclass
class Gathered:
    """One query with every row the search would compare, however its project is read."""

    query_id: str
    asked: Asked
    rows: list[Row]
    likely_names: dict[int, Features]
    customer_of: dict[int, int]
    spelled: set[int]


def gather(query_id: str, query: Query, names: Sample, right: set[int]) -> Gathered:
    """Looks for a query as the search does, wide, and adds the names it found to the sample.

    `right` are the names under which the customer asked for is known, whether or not the search finds them.
    """
    asked = ask(query)
    blank = replace(asked.project, solutions={}, families=frozenset())
    keys = name_keys(asked.name, asked.country)
    spelled = spelled_keys(asked.name, asked.country)
    circumstances = circumstances_of(asked, query)
    common, filed = look_up(keys | spelled | circumstances)
    [(found, readings, rarity)] = likely_names([Sought(asked.name, asked.country, keys)], common, filed)
    context = in_context(circumstances, common, filed)
    labelled = labelled_by(spelled, filed)
    identity = asked.facts.domain, asked.facts.tax_number
    gathered = Gathered(query_id, asked, [], {}, {name.pk: name.customer for name in found}, set())
    for name in found:
        features = name_features(asked.name, readings[name.pk], rarity, (asked.country, name.country))
        gathered.likely_names[name.pk] = features
        names.add((query_id, str(name.pk)), features, same=name.pk in right)
    likeliest = sorted(found, key=lambda name: (-name_probability(gathered.likely_names[name.pk]), name.pk))
    customers = list(dict.fromkeys(name.customer for name in likeliest))[:_CUSTOMERS]
    rows = {row.record_id: row for row in rows_found([Wanted(customers, blank.solutions, *identity, [])])[0]}
    near = rows_found([Wanted(customers, asked.project.solutions, *identity, context, labelled)])[0]
    rows |= {row.record_id: row for row in worth_comparing(asked, near, gathered.likely_names)}
    gathered.spelled.update(row.customer for row in rows.values() if row.known_id in labelled)
    gathered.rows.extend(rows.values())
    for row in rows.values():
        for pk, packed in ((row.name_id, row.name_reading), (row.alias_id, row.alias_reading)):
            if pk is not None and packed and pk not in gathered.likely_names:
                gathered.likely_names[pk] = name_features(
                    asked.name, unpack_name(packed), rarity, (asked.country, row.country)
                )
    return gathered


def names_of_records() -> dict[str, set[int]]:
    """The known names under which each record measured is filed."""
    filed = KnownReading.objects.filter(known__claimant=LOADED)
    return {
        record: {name, alias} - {None}
        for record, name, alias in filed.values_list("known__record_id", "name_id", "alias_id").iterator()
    }


def customers_of(gathered: Gathered, sample: Sample, name: Features, customer: set[str]) -> None:
    """Adds each row as a pair of customers; `name` are coefficients fitted without this customer."""
    like = {pk: probability(features, name) for pk, features in gathered.likely_names.items()}
    linked: dict[int, float] = {}
    for pk, one in gathered.customer_of.items():
        linked[one] = max(linked.get(one, 0.0), like[pk])
    for row in gathered.rows:
        own = max(like.get(pk, 0.0) for pk in (row.name_id, row.alias_id) if pk is not None)
        others = linked.get(row.customer, 0.0), row.customer in gathered.spelled
        features = customer_features(gathered.asked.facts, facts_of(row), own, *others)
        sample.add((gathered.query_id, row.record_id), features, same=row.record_id in customer)


def opportunities_of(
    gathered: Gathered,
    sample: Sample,
    likely: Mapping[tuple[str, str], float],
    regime: Regime,
    same: set[str],
) -> None:
    """Adds each row as a pair of opportunities, its project and the query's read by the regime."""
    project = regime.read(gathered.asked.project)
    for row in gathered.rows:
        features = opportunity_features(
            gathered.asked.facts,
            facts_of(row),
            likely[gathered.query_id, row.record_id],
            project,
            regime.read(unpack_project(row.project)),
        )
        sample.add((gathered.query_id, row.record_id), features, same=row.record_id in same)
