"""Fits the coefficients of the conflict search to labelled queries, and tells their worth on customers left out.

    python -m dealreg.benchmarks.fit_matching --queries queries.csv --truth truth.csv --customers same_customer.csv \\
        [--out validation/matching/coefficients.py]

The pipeline the queries belong to is loaded before (`manage.py match --pipeline …`). Wordings of projects are forgotten
and mistaken on purpose, so that the fit does not lean on a vocabulary that knows every wording of the labelled set.
Wants numpy, which is not among what the portal needs.
"""

import csv
import os
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import django
import numpy as np

from dealreg.benchmarks.forgetting import LEARNED, TRIED, Regime, share_of
from validation.matching.scoring import rival_features

Array = np.ndarray[Any, np.dtype[np.float64]]
Features = dict[str, float]
Pair = tuple[str, str]
FOLDS = 5
_RIDGE = 1.0
_GIVEN_AWAY = 0.01
_THRESHOLDS = [step / 100 for step in range(10, 80, 2)]


class Labels(NamedTuple):
    """Which records are the same opportunity as each query, and which are of the same customer."""

    same: dict[str, set[str]]
    customer: dict[str, set[str]]

    def fold(self, query_id: str) -> int:
        """Queries of one customer share a fold."""
        return int(share_of(min(self.customer.get(query_id) or {query_id})) * FOLDS)


class Sample:
    """Pairs of one kind: their features other than 0, whether they are the same, and the query each belongs to."""

    def __init__(self, weight: float = 1.0) -> None:
        self.weight = weight
        self.pairs: list[Pair] = []
        self.features: list[Features] = []
        self.same: list[float] = []

    def add(self, pair: Pair, features: Features, *, same: bool) -> None:
        self.pairs.append(pair)
        self.features.append({name: value for name, value in features.items() if value})
        self.same.append(float(same))

    def matrix(self, names: Sequence[str]) -> Array:
        at = {name: column for column, name in enumerate(names, 1)}
        filled = np.zeros((len(self.features), len(names) + 1))
        filled[:, 0] = 1
        for row, features in enumerate(self.features):
            for name, value in features.items():
                if name in at:
                    filled[row, at[name]] = value
        return filled


def logistic(scores: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def fit(features: Array, same: Array, heed: Array) -> Array:
    """Logistic regression with a ridge on everything but the constant, by Newton's method with shortened steps."""
    weights = np.zeros(features.shape[1])
    ridge = np.full(len(weights), _RIDGE)
    ridge[0] = 1e-6

    def loss(tried: Array) -> float:
        scores = features @ tried
        return float(
            np.sum(heed * (np.logaddexp(0, scores) - same * scores)) + np.sum(ridge * tried * tried) / 2
        )

    before = loss(weights)
    for _ in range(40):
        likely = logistic(features @ weights)
        slope = features.T @ (heed * (same - likely)) - ridge * weights
        curve = (features * (heed * likely * (1 - likely))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        while loss(weights + step) > before and np.abs(step).max() > 1e-6:
            step = step / 2
        weights = weights + step
        after = loss(weights)
        if before - after < 1e-6 * before:
            break
        before = after
    return weights


class Fitted(NamedTuple):
    """Coefficients fitted to all pairs, and for every pair the probability by those fitted without its customer."""

    coefficients: dict[str, float]
    left_out: list[dict[str, float]]
    likely: dict[Pair, float]


def cross_fit(learned: Sequence[Sample], tried: Sequence[Sample], labels: Labels) -> list[Fitted]:
    """One answer for each sample tried; the coefficients are the same in all."""
    names = sorted({name for sample in learned for features in sample.features for name in features})
    filled = np.vstack([sample.matrix(names) for sample in learned])
    same = np.concatenate([sample.same for sample in learned])
    folds = np.array([labels.fold(query) for sample in learned for query, _ in sample.pairs])
    heed = np.concatenate([np.full(len(sample.pairs), sample.weight) for sample in learned])
    parts = [folds != fold for fold in range(FOLDS)]
    left_out = [fit(filled[part], same[part], heed[part]) for part in parts]
    every = fit(filled, same, heed)
    answers = []
    for sample in tried:
        shape = sample.matrix(names)
        own = [labels.fold(query) for query, _ in sample.pairs]
        likely = logistic(np.einsum("ij,ij->i", shape, np.array(left_out)[own]))
        answers.append(
            Fitted(
                _named(every, names),
                [_named(one, names) for one in left_out],
                dict(zip(sample.pairs, likely.tolist(), strict=True)),
            )
        )
    return answers


def _named(weights: Array, names: Sequence[str]) -> dict[str, float]:
    return dict(zip(["constant", *names], (round(float(one), 3) for one in weights), strict=True))


def arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument(
        "--truth", type=Path, required=True, help="pairs of query and record: same opportunity"
    )
    parser.add_argument(
        "--customers", type=Path, required=True, help="pairs of query and record: same customer"
    )
    parser.add_argument("--out", type=Path, help="where to write the coefficients")
    return parser.parse_args()


def pairs_of(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["query_id"]].add(row["record_id"])
    return found


def beside_rivals(sample: Sample, likely: dict[Pair, float]) -> Sample:
    """The same pairs with what each looks like beside the other candidates of its query."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (query, _) in enumerate(sample.pairs):
        places[query].append(place)
    found = Sample(sample.weight)
    for candidates in places.values():
        pairs = [sample.pairs[place] for place in candidates]
        unread = [sample.features[place].get("unread", 0.0) for place in candidates]
        for place, pair, features in zip(
            candidates, pairs, rival_features([likely[pair] for pair in pairs], unread), strict=True
        ):
            found.add(pair, features, same=bool(sample.same[place]))
    return found


def decided(likely: dict[Pair, float], same: dict[str, set[str]], at: float) -> float:
    """F1 of the pairs called the same opportunity, of the ten best of each query."""
    wanted = sum(len(records) for records in same.values())
    called = [pair for pairs in best(likely).values() for pair in pairs if likely[pair] >= at]
    right = sum(record in same.get(query, ()) for query, record in called)
    return 2 * right / (len(called) + wanted) if right else 0.0


def threshold(regimes: Sequence[dict[Pair, float]], same: dict[str, set[str]]) -> float:
    """The highest one that costs hardly any F1 over all regimes: a false alarm costs a coordinator's time."""
    worth = {at: sum(decided(likely, same, at) for likely in regimes) / len(regimes) for at in _THRESHOLDS}
    return max(at for at, found in worth.items() if found >= max(worth.values()) - _GIVEN_AWAY)


def best(likely: dict[Pair, float], most: int = 10) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(likely, key=lambda pair: (-likely[pair], pair)):
        if len(found[pair[0]]) < most:
            found[pair[0]].append(pair)
    return found


def figures(likely: dict[Pair, float], same: dict[str, set[str]], at: float) -> str:
    ranked = best(likely)
    positive = [query for query, records in same.items() if records]
    first = sum(any(record in same[query] for _, record in ranked[query][:1]) for query in positive)
    ten = sum(any(record in same[query] for _, record in ranked[query]) for query in positive)
    return (
        f"at rank 1 {first / len(positive):.3f}  in ten {ten / len(positive):.3f}  "
        f"F1 at {at:.2f} {decided(likely, same, at):.3f}"
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    django.setup()
    from dealreg.benchmarks.labelled import (
        Gathered,
        customers_of,
        gather,
        names_of_records,
        opportunities_of,
    )
    from validation.matching.trial import read_queries

    given = arguments()
    labels = Labels(pairs_of(given.truth), pairs_of(given.customers))
    names = Sample()
    gathered: list[Gathered] = []
    filed = names_of_records()
    for query_id, query in read_queries(given.queries):
        right = set[int]().union(*(filed.get(record, ()) for record in labels.customer.get(query_id, ())))
        gathered.append(gather(query_id, query, names, right))
    name = cross_fit([names], [names], labels)[0]
    customers = Sample()
    for each in gathered:
        customers_of(
            each,
            customers,
            name.left_out[labels.fold(each.query_id)],
            labels.customer.get(each.query_id, set()),
        )
    customer = cross_fit([customers], [customers], labels)[0]

    def read(regime: Regime) -> Sample:
        sample = Sample(regime.weight)
        for each in gathered:
            opportunities_of(each, sample, customer.likely, regime, labels.same.get(each.query_id, set()))
        return sample

    samples = [[read(regime) for regime in regimes] for regimes in (LEARNED, TRIED)]
    answers = [cross_fit(samples[0], each, labels) for each in samples]
    learned = [beside_rivals(sample, one.likely) for sample, one in zip(samples[0], answers[0], strict=True)]
    tried = [beside_rivals(sample, one.likely) for sample, one in zip(samples[1], answers[1], strict=True)]
    rivals = cross_fit(learned, tried, labels)
    at = threshold([one.likely for one in rivals], labels.same)
    for regime, answer in zip(TRIED, rivals, strict=True):
        print(f"{regime.name:24}", figures(answer.likely, labels.same, at))  # noqa: T201
    if given.out:
        given.out.write_text(
            "".join(_written((name, customer, answers[0][0], rivals[0]), at)),
            encoding="utf-8",
        )


def _written(fitted: Sequence[Fitted], at: float) -> Iterable[str]:
    yield '"""The weights of the conflict search, fitted by dealreg.benchmarks.fit_matching (docs/matching.md)."""\n'
    for title, one in zip(("NAME", "CUSTOMER", "OPPORTUNITY", "RIVALS"), fitted, strict=True):
        yield f"\n{title}: dict[str, float] = {{\n"
        yield from _lines(one.coefficients)
        yield "}\n"
    yield f"\nDECIDED_AT = {at:.2f}\nSAME_CUSTOMER_AT = 0.5\n"


def _lines(weights: Features) -> Iterator[str]:
    for name, weight in weights.items():
        yield f'    "{name}": {weight},\n'


if __name__ == "__main__":
    main()
