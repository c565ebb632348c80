"""What must always hold of the pipeline mirror (promise I8), asked of database and storage.

Every function takes the present instant and answers with the violations in words; none is a clean answer.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings

from validation.pipeline import uploads

TICKS = 2
Check = Callable[[datetime], Iterator[str]]


def uploads_are_not_left_over(at: datetime) -> Iterator[str]:
    """I8: what was looked at and never confirmed is gone after its hour; the tick has two turns to see to it."""
    for place in uploads.abandoned(at - TICKS * timedelta(seconds=settings.TICK_SECONDS)):
        yield f"upload {place} was never confirmed and is still kept"


CHECKS: dict[str, Check] = {
    "I8 no pipeline upload is left over": uploads_are_not_left_over,
}
