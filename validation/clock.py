"""The one reading of the time in this app, for its commands and its admin; what they call takes `at`.

The same reading as `partners.clock`: neither app knows the other.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection


def now() -> datetime:
    """The database's time in UTC (promise 7), shifted in the demo; SQLite has the clock of its host."""
    read = datetime.now(UTC)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            read = cursor.fetchone()[0]
    return read.astimezone(UTC) + timedelta(seconds=settings.DEMO_CLOCK_OFFSET)
