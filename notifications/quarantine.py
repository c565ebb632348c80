"""After a restore the outbox still holds letters that left since the backup: they wait until a person looks.

A database that is not where it was (another server, another copy, or a server brought back to an earlier point in
time) shows by its identity. What waited at that moment is held; what is noted afterwards goes out as always
(promises, *Restore replays mail*). Held warnings count as not handed over, so that nobody's protection ends by them.
"""

from datetime import datetime

import structlog
from django.db import connection, transaction

from notifications.models import Dwelling, Notice
from notifications.querysets import NoticeQuerySet

log = structlog.get_logger(__name__)

NOT_SENT = "held after a restore, not sent"


def identity() -> str:
    """Server, database and timeline; an embedded file, which nobody restores behind our back, is always the same."""
    if connection.vendor != "postgresql":
        return connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT server.system_identifier, base.oid, control.timeline_id"
            " FROM pg_control_system() AS server, pg_control_checkpoint() AS control, pg_database AS base"
            " WHERE base.datname = current_database()"
        )
        return "/".join(map(str, cursor.fetchone()))


@transaction.atomic
def look(at: datetime) -> int:
    """Hold what waits when the database has moved since the last look; how many letters that were."""
    here = identity()
    dwelling, new = Dwelling.objects.select_for_update().get_or_create(pk=1, defaults={"identity": here})
    if new or dwelling.identity == here:
        return 0
    Dwelling.objects.filter(pk=dwelling.pk).update(identity=here)
    held = Notice.objects.waiting().filter(held_at__isnull=True).update(held_at=at)
    # A digest goes at most once, and whether these have gone nobody can tell any more; the portal keeps what they say.
    Notice.objects.for_digest().update(given_up_at=at, last_error=NOT_SENT)
    log.warning("database_moved", letters_held=held)
    return held


def release(letters: NoticeQuerySet, at: datetime) -> int:
    """Let held letters go with the next tick; how many were held."""
    return letters.held().update(held_at=None, next_try_at=at, claimed_until=None)


def leave_unsent(letters: NoticeQuerySet, at: datetime) -> int:
    """Put held letters among the dead ones, because they left before the restore; how many were held."""
    return letters.held().update(held_at=None, given_up_at=at, claimed_until=None, last_error=NOT_SENT)
