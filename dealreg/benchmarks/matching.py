"""Measures the conflict search beside PostgreSQL's pg_trgm, in one run on one database, and prints ratios.

    DATABASE_URL=postgres://… python -m dealreg.benchmarks.matching \\
        --pipeline pipeline.csv.xz --queries queries.csv --truth truth.csv

The database should be one kept for measuring: the pipeline file takes the place of the one measured before.
"""

import csv
import os
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import django
from django.db import connection
from django.utils import timezone

Answer = Callable[..., list[str]]

_TRIGRAM = """
    SELECT record_id FROM validation_knownopportunity
    WHERE customer_name %% %(customer)s
    ORDER BY similarity(customer_name, %(customer)s) + 0.5 * similarity(project_name, %(project)s) DESC LIMIT 10
"""


def arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", type=Path, help="left out: measure what is loaded")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=500, help="how many of the queries (default 500)")
    return parser.parse_args()


def truth(path: Path) -> dict[str, set[str]]:
    same: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            same[row["query_id"]].add(row["record_id"])
    return same


def measure(
    name: str, answer: Answer, queries: Sequence[tuple[str, object]], same: dict[str, set[str]]
) -> dict[str, float]:
    """Asks every query once; prints and returns recall at 1 and 10 and milliseconds."""
    times, first, ten = [], 0, 0
    asked = [(query_id, query) for query_id, query in queries if same.get(query_id)]
    for query_id, query in asked:
        started = perf_counter()
        found = answer(query)
        times.append((perf_counter() - started) * 1000)
        first += bool(set(found[:1]) & same[query_id])
        ten += bool(set(found[:10]) & same[query_id])
    times.sort()
    figures = {
        "recall@1": first / len(asked),
        "recall@10": ten / len(asked),
        "p50": times[len(times) // 2],
        "p95": times[int(len(times) * 0.95)],
    }
    print(f"{name:16}", "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))  # noqa: T201
    return figures


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    django.setup()
    from validation.matching import Query, find_candidates
    from validation.matching.trial import load_pipeline, read_queries

    given = arguments()
    if given.pipeline:
        load_pipeline(given.pipeline, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS measured_by_trigram ON validation_knownopportunity "
            "USING gin (customer_name gin_trgm_ops)"
        )

    def search(query: Query) -> list[str]:
        return [each.record_id for each in find_candidates(query, 10)]

    def trigram(query: Query) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(_TRIGRAM, {"customer": query.customer_name, "project": query.project_name})
            return [row[0] for row in cursor.fetchall()]

    queries = list(read_queries(given.queries))[: given.sample]
    same = truth(given.truth)
    try:
        for _, query in queries[:20]:
            search(query), trigram(query)
        ours = measure("conflict search", search, queries, same)
        theirs = measure("pg_trgm", trigram, queries, same)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS measured_by_trigram")
    print(  # noqa: T201
        f"ratios: recall@1 {ours['recall@1'] / theirs['recall@1']:.2f}, recall@10 "
        f"{ours['recall@10'] / theirs['recall@10']:.2f}, p50 {theirs['p50'] / ours['p50']:.1f} times faster, "
        f"p95 {theirs['p95'] / ours['p95']:.1f} times faster"
    )


if __name__ == "__main__":
    main()
