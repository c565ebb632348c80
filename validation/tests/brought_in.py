"""What the tests of bringing rows in share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from validation.models import KnownOpportunity
from validation.pipeline import Report, import_rows

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


LATER = AT + timedelta(hours=1)


BAD = {"created_at": "yesterday"}


def bring_in(*rows: dict[str, Any], at: datetime = AT, **how: Any) -> Report:
    return import_rows(enumerate(rows, 2), source="test", at=at, **how)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.created, report.changed, report.unchanged, report.closed, report.refused


def mirror() -> dict[str, str]:
    return dict(KnownOpportunity.objects.values_list("record_id", "state"))
