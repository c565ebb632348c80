"""How old the copy of the vendor's pipeline is, as a search tells it: asked for, or read along with a case."""

from datetime import datetime
from typing import Any

from django.db.models import Subquery
from django.db.models.expressions import Combinable

from validation.facts import SearchFacts
from validation.models import PipelineSync
from validation.pipeline.salesforce.turn import failing, is_failing


def state(at: datetime) -> SearchFacts:
    """A search that has found nothing yet, at an instant, in the copy as it is."""
    last = PipelineSync.objects.last_complete()
    return _state(at, last.completed_at, last.pk, is_failing()) if last else SearchFacts(looked_at=at)


def columns() -> dict[str, Combinable]:
    """The same as columns of the query for a case, for `state_of`."""
    last = PipelineSync.objects.completed()
    return {
        "mirror_at": Subquery(last.values("completed_at")[:1]),
        "mirror_import": Subquery(last.values("pk")[:1]),
        "pull_fails": failing(),
    }


def state_of(row: Any, at: datetime) -> SearchFacts:
    """Of a row read with `columns`."""
    return _state(at, row.mirror_at, row.mirror_import, row.pull_fails)


def _state(at: datetime, completed_at: datetime | None, sync: int | None, fails: bool) -> SearchFacts:
    if completed_at is None:
        return SearchFacts(looked_at=at)
    # A copy that arrives while this look goes on is new, not older than nothing.
    age = max(0.0, (at - completed_at).total_seconds() / 3600)
    return SearchFacts(
        mirror_age_hours=age, looked_at=at, mirror_at=completed_at, mirror_import=sync, pull_fails=fails
    )
