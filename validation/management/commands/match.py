import csv
from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from validation.matching import find_candidates
from validation.matching.trial import load_pipeline, read_queries


class Command(BaseCommand):
    help = (
        "Measures the conflict search: loads a pipeline file into the index of this database (in the place of one "
        "loaded before by this command) and answers a file of queries one at a time through the portal's own search."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pipeline", type=Path, help="CSV file, may be .xz; left out: search what is loaded"
        )
        parser.add_argument("--queries", type=Path, required=True, help="CSV file with one query a line")
        parser.add_argument(
            "--out", type=Path, required=True, help="where to write the candidates, best first"
        )
        parser.add_argument("--latency", type=Path, help="where to write the milliseconds of each query")
        parser.add_argument("--limit", type=int, default=10, help="candidates a query (default 10)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["pipeline"]:
            started = perf_counter()
            rows = load_pipeline(options["pipeline"], at=timezone.now(), progress=self._tell)
            seconds = perf_counter() - started
            self.stdout.write(
                f"{rows:,} rows loaded and indexed in {seconds:.0f} s, {rows / seconds:,.0f} a second"
            )
        times: list[tuple[str, float]] = []
        queries = list(read_queries(options["queries"]))
        for _, query in queries[:20]:
            find_candidates(query, options["limit"])
        with options["out"].open("w", encoding="utf-8", newline="") as file:
            answers = csv.writer(file)
            answers.writerow(["query_id", "rank", "record_id", "score", "decision"])
            for query_id, query in queries:
                started = perf_counter()
                candidates = find_candidates(query, options["limit"])
                times.append((query_id, (perf_counter() - started) * 1000))
                for rank, each in enumerate(candidates, 1):
                    answers.writerow([query_id, rank, each.record_id, each.score, int(each.same_opportunity)])
        if options["latency"]:
            with options["latency"].open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["query_id", "ms"])
                writer.writerows((query_id, f"{ms:.3f}") for query_id, ms in times)
        self._sum_up([ms for _, ms in times])

    def _sum_up(self, ms: list[float]) -> None:
        ms.sort()
        if ms:
            middle, slow = ms[len(ms) // 2], ms[int(len(ms) * 0.95)]
            self.stdout.write(f"{len(ms):,} queries: median {middle:.1f} ms, 95 of 100 within {slow:.1f} ms")

    def _tell(self, stage: str, done: int) -> None:
        if done % 500_000 == 0:
            self.stderr.write(f"{stage}: {done:,}")
