"""Guards what the search finds: real names from open registers (ROR, SEC, OFAC, .gov), projects invented."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from validation.matching import find_candidates
from validation.matching.trial import load_pipeline, read_queries

SLICE = Path(__file__).parent / "slice"


def truth() -> dict[str, set[str]]:
    with (SLICE / "queries.csv").open(encoding="utf-8", newline="") as file:
        return {row["query_id"]: set(row["same_opportunity"].split()) for row in csv.DictReader(file)}


@pytest.mark.django_db
def test_it_finds_and_decides_no_worse_than_it_did() -> None:
    load_pipeline(SLICE / "pipeline.csv", at=datetime(2026, 3, 1, tzinfo=UTC))
    same = truth()
    asked = {query_id: find_candidates(query) for query_id, query in read_queries(SLICE / "queries.csv")}
    positive = [query_id for query_id in asked if same[query_id]]
    first = sum(asked[one][0].record_id in same[one] for one in positive if asked[one]) / len(positive)
    in_ten = sum(any(each.record_id in same[one] for each in asked[one]) for one in positive) / len(positive)
    decided = sum(
        any(each.same_opportunity and each.record_id in same[one] for each in asked[one]) for one in positive
    )
    others = [one for one in asked if not same[one]]
    alarms = sum(any(each.same_opportunity for each in asked[one]) for one in others)
    assert first >= 0.97
    assert in_ten >= 0.99
    assert decided / len(positive) >= 0.8
    assert alarms / len(others) <= 0.1
