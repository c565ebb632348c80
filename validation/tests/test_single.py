from dataclasses import replace
from typing import Any

import pytest

from validation.findings import Outcome
from validation.rules import single
from validation.tests.cases import CASE, found, rival


def test_it_passes_when_no_other_registration_was_found() -> None:
    assert single(CASE).passed


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": "open", "verdict": "same"}, Outcome.FAIL),
        ({"state": "open", "verdict": "same", "rank_before": False}, Outcome.FAIL),
        ({"state": "open", "verdict": "same", "same_opportunity": False}, Outcome.FAIL),
        ({"state": "open"}, Outcome.REVIEW),
        ({"state": "open", "score": 1.0}, Outcome.REVIEW),
        ({"state": "open", "verdict": "different"}, Outcome.PASS),
        ({"state": "open", "same_opportunity": False}, Outcome.PASS),
        ({"state": "filed"}, Outcome.REVIEW),
        ({"state": "filed", "rank_before": False}, Outcome.REVIEW),
        ({"state": "filed", "verdict": "same"}, Outcome.REVIEW),
        ({"state": "filed", "verdict": "same", "rank_before": False}, Outcome.PASS),
        ({"state": "filed", "verdict": "different"}, Outcome.PASS),
        ({"state": "closed", "verdict": "same"}, Outcome.PASS),
        ({"source": "pipeline", "verdict": "same"}, Outcome.PASS),
    ],
)
def test_one_registration_per_opportunity_and_the_earlier_claim_first(
    changes: dict[str, Any], expected: Outcome
) -> None:
    assert single(found(rival(**changes))).outcome == expected


def test_it_says_when_only_an_earlier_claim_is_in_the_way() -> None:
    finding = single(found(rival(state="filed", verdict="same")))
    assert (
        str(finding.explanation) == "An earlier registration for the same opportunity must be decided first."
    )


def test_it_is_pending_until_the_vendor_has_searched() -> None:
    assert single(replace(CASE, search=None)).outcome is Outcome.PENDING
