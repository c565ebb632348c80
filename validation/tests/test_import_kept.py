import pytest

from validation.models import PipelineSync
from validation.pipeline import RowOutcome
from validation.tests.brought_in import AT, BAD, LATER, bring_in
from validation.tests.pipeline_files import row

pytestmark = pytest.mark.django_db


def test_each_import_is_kept_with_its_counts_and_completion() -> None:
    bring_in(row(1), row(2))
    sync = PipelineSync.objects.get()
    assert (sync.source, sync.rows, sync.created, sync.started_at, sync.completed_at) == (
        "test",
        2,
        2,
        AT,
        AT,
    )


def test_a_refused_import_is_kept_without_completion_and_without_counts_of_what_did_not_happen() -> None:
    bring_in(row(1), row(2, **BAD))
    sync = PipelineSync.objects.get()
    assert (sync.rows, sync.created, sync.refused, sync.completed_at) == (2, 0, 1, None)
    assert sync.problems[0]["column"] == "created_at"


def test_the_kept_problems_are_the_first_ones_and_the_count_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.pipeline.mirror.PROBLEMS_KEPT", 2)
    bring_in(*(row(number, **BAD) for number in range(5)))
    sync = PipelineSync.objects.get()
    assert ([problem["line"] for problem in sync.problems], sync.refused) == ([2, 3], 5)


def test_each_row_is_told_in_the_order_of_the_file() -> None:
    bring_in(row(2))
    told: list[RowOutcome] = []
    bring_in(row(1), row(9, **BAD), row(2), row(2, record_id="006A2 "), at=LATER, tell=told.append)
    assert [(each.line, each.outcome) for each in told] == [
        (2, "created"),
        (3, "refused"),
        (4, "unchanged"),
        (5, "refused"),
    ]
