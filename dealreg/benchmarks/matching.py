"""Measures the conflict search beside PostgreSQL's pg_trgm, in one run on one database, and prints ratios.

    DATABASE_URL=postgres://… python -m dealreg.benchmarks.matching \\
        --pipeline pipeline.csv.xz --queries queries.csv --truth truth.csv [--rows 700000] [--grow 5000000]

The database should be one kept for measuring: the pipeline file takes the place of the one measured before. With
--rows invented strangers are loaded beside it; with --grow the loaded index is grown in place by look-alikes, in a
small part of the time. pg_trgm decides at the threshold that serves it best on these very queries.
"""

import csv
import os
import resource
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

import django
from django.db import connection
from django.utils import timezone

if TYPE_CHECKING:
    from validation.matching import Query


class Found(NamedTuple):
    """One known opportunity that an answer names; `score` says how surely it is the one asked for."""

    record_id: str
    score: float


Answer = Callable[["Query"], list[Found]]
_TRIGRAM = """
    SELECT record_id, similarity(customer_name, %(customer)s) + 0.5 * similarity(project_name, %(project)s) AS alike
    FROM validation_knownopportunity WHERE customer_name %% %(customer)s ORDER BY alike DESC LIMIT 10
"""


def arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", type=Path, help="left out: measure what is loaded")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=500, help="how many of the queries (default 500)")
    parser.add_argument("--rows", type=int, help="load so many rows, the missing ones invented")
    parser.add_argument("--grow", type=int, help="grow the loaded index in place to about so many rows")
    parser.add_argument("--filed", type=int, default=300, help="rows filed one at a time (default 300)")
    return parser.parse_args()


def truth(path: Path) -> dict[str, set[str]]:
    same: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            same[row["query_id"]].add(row["record_id"])
    return same


@dataclass
class Measured:
    """The answers of one search, with what each took."""

    name: str
    answer: Answer
    decided_at: float | None = None
    answers: dict[str, list[Found]] = field(default_factory=dict)
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def ask(self, query_id: str, query: "Query") -> None:
        started, busy = perf_counter(), process_time()
        self.answers[query_id] = self.answer(query)
        self.wall.append((perf_counter() - started) * 1000)
        self.cpu.append((process_time() - busy) * 1000)

    def figures(self, same: dict[str, set[str]]) -> dict[str, float]:
        positive = [query_id for query_id in self.answers if same.get(query_id)]

        def recall(most: int) -> float:
            hits = (
                any(found.record_id in same[one] for found in self.answers[one][:most]) for one in positive
            )
            return sum(hits) / len(positive)

        return {
            "recall@1": recall(1),
            "recall@10": recall(10),
            "F1": self._f1(same),
            "p50 ms": part(self.wall, 0.5),
            "p95 ms": part(self.wall, 0.95),
            "p50 CPU ms": part(self.cpu, 0.5),
            "p95 CPU ms": part(self.cpu, 0.95),
        }

    def _f1(self, same: dict[str, set[str]]) -> float:
        """Of the decision *same opportunity*, at the search's own threshold or else at the best there is."""
        answered = ((one, found) for one, answer in self.answers.items() for found in answer)
        pairs = sorted(
            ((found.score, found.record_id in same.get(one, ())) for one, found in answered), reverse=True
        )
        wanted = sum(len(same.get(one, ())) for one in self.answers)
        best, right = 0.0, 0
        for decided, (score, true) in enumerate(pairs, 1):
            if self.decided_at is not None and score < self.decided_at:
                break
            right += true
            f1 = 2 * right / (decided + wanted)
            best = f1 if self.decided_at is not None else max(best, f1)
        return best


def part(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def say(name: str, figures: dict[str, float]) -> None:
    told = "  ".join(f"{key} {value:,.3f}" for key, value in figures.items())
    print(f"{name:16} {told}", flush=True)  # noqa: T201


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def trigram(query: "Query") -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(_TRIGRAM, {"customer": query.customer_name, "project": query.project_name})
        return [Found(*row) for row in cursor.fetchall()]


def search(query: "Query") -> list[Found]:
    from validation.matching import find_candidates

    return [Found(each.record_id, each.score) for each in find_candidates(query, 10)]


def compare(given: Namespace) -> None:
    from validation.matching.coefficients import DECIDED_AT
    from validation.matching.trial import read_queries

    queries = list(read_queries(given.queries))
    queries = queries[:: max(len(queries) // given.sample, 1)]
    same = truth(given.truth)
    ours, theirs = Measured("conflict search", search, DECIDED_AT), Measured("pg_trgm", trigram)
    for _, query in queries[:20]:
        search(query), trigram(query)
    # One after the other on each query, so that whatever else the machine does weighs on both alike.
    for query_id, query in queries:
        ours.ask(query_id, query)
        theirs.ask(query_id, query)
    mine, others = ours.figures(same), theirs.figures(same)
    say(ours.name, mine)
    say(theirs.name, others)
    ratios = {key: mine[key] / others[key] for key in ("recall@1", "recall@10", "F1")}
    say(
        "ratios", ratios | {f"times faster at {key}": others[key] / mine[key] for key in ("p50 ms", "p95 ms")}
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    django.setup()
    from dealreg.benchmarks.filing import file_strangers
    from dealreg.benchmarks.growth import grow_index
    from dealreg.benchmarks.strangers import grown
    from validation.matching.rebuild import rebuild
    from validation.matching.trial import load_pipeline

    given = arguments()
    say("memory", {"MB before": peak()})
    if given.pipeline:
        with grown(given.pipeline, given.rows) as file:
            load_pipeline(file, at=timezone.now(), indexed=False)
        say("loaded", {"MB at most": peak()})
        started, busy = perf_counter(), process_time()
        rows = rebuild()
        taken, own = perf_counter() - started, process_time() - busy
        say("rebuild", {"rows": rows, "rows/s": rows / taken, "rows/CPU s": rows / own, "MB at most": peak()})
    if given.grow:
        say("grown", {"rows": grow_index(given.grow)})
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS measured_by_trigram ON validation_knownopportunity "
            "USING gin (customer_name gin_trgm_ops)"
        )
    try:
        compare(given)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS measured_by_trigram")
    say("filing", file_strangers(given.filed))


if __name__ == "__main__":
    main()
