"""The one reading of the time, for the edges of the house.

Views, admin, tasks and commands call `now()` once and pass it on as `at`; nothing below an edge
reads a clock (PROMISES, decision 7).
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now


def now() -> datetime:
    """The database's time in UTC, so that hosts with different clocks agree.

    SQLite has no clock of its own: there the host of the embedded mode is the database host.
    In the demo the time is shifted by `DEMO_CLOCK_OFFSET` seconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            read: datetime = cursor.fetchone()[0]
    else:
        read = datetime.now(UTC)
    return read.astimezone(UTC) + timedelta(seconds=settings.DEMO_CLOCK_OFFSET)


def instant() -> Combinable:
    """The same inside a query: who a person stands in for is a condition that the database looks at itself."""
    if connection.vendor != "postgresql":
        return Value(now())
    shift = Value(timedelta(seconds=settings.DEMO_CLOCK_OFFSET))
    return ExpressionWrapper(Now() + shift, output_field=DateTimeField())
