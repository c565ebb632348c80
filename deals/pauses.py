"""The update clock stands still while the vendor owes an answer or granted a freeze (rulebook, *Pauses*).

These act on a row that a verb has locked; the clock runs on when the last running pause ends.
"""

from datetime import datetime

from deals import clocks, warnings
from deals.models import Pause, Registration
from deals.states import PauseReason


def start(row: Registration, reason: PauseReason, at: datetime, *, until: datetime | None = None) -> Pause:
    """Stop the update clock for a reason; a clock that already stands goes on standing."""
    pause = Pause.objects.create(registration=row, reason=reason, started_at=at, until_at=until)
    if row.update_paused_at is None:
        row.update_paused_at = at
    return pause


def end(row: Registration, reason: PauseReason, at: datetime) -> None:
    """End a running pause; the deadline moves by the whole time the clock stood once no other pause is running."""
    row.pauses.filter(reason=reason, ended_at__isnull=True).update(ended_at=at)
    running = row.pauses.filter(ended_at__isnull=True).exists()
    if running or row.update_paused_at is None or row.update_due_at is None:
        return
    # An update recorded after a freeze was over, before the clock noticed, restarted the pause later than its end.
    resumed = max(at, row.update_paused_at)
    row.update_due_at = clocks.resume(row.update_due_at, row.update_paused_at, resumed, row.zone)
    row.update_paused_at = None
    warnings.schedule_update_warning(row, after=resumed)


def close_all(row: Registration, at: datetime) -> None:
    """End every running pause of a registration that ends, without moving a deadline."""
    if row.update_paused_at is None:
        return
    row.pauses.filter(ended_at__isnull=True).update(ended_at=at)
    row.update_paused_at = None
