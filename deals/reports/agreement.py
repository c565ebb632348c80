"""I13: what the reports say equals what plain SQL says, figure by figure, over the last twelve months."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from deals.models import Registration
from deals.reports.asked import Asked, month_before
from deals.reports.questions import USUAL
from deals.reports.recount import RECOUNTS
from deals.reports.shelf import KINDS


def reports_equal_plain_sql(at: datetime) -> Iterator[str]:
    """I13, over every registration that was ever submitted."""
    last = at.date().replace(day=1)
    filed = Registration.objects.filter(submitted_at__isnull=False)
    asked = Asked(filed, month_before(last, USUAL - 1), last, ZoneInfo("UTC"), at)
    for slug, kind in KINDS.items():
        told, counted = kind.report(asked).figures, RECOUNTS[slug](asked)
        for name in sorted(told.keys() | counted.keys()):
            if told.get(name) != counted.get(name):
                yield f"the report {slug} says {name}: {told.get(name)}, plain SQL says {counted.get(name)}"
