"""The dead-man ping: a monitor outside hears of each beat of the clock, and of what is wrong, or misses it.

Speaks the way of healthchecks: `PING_URL` for a good beat, `PING_URL/fail` with the troubles in words, naming nobody.
"""

from datetime import datetime, timedelta
from urllib.error import URLError
from urllib.request import Request, urlopen

import structlog
from django.conf import settings
from django.db.models import Q

from dealreg.health import rows_failed
from deals.models import Registration
from deals.states import Status
from notifications.models import Notice

SECONDS = 10
# Five missed ticks of work that is due are more than a batch that takes long.
TICKS_LATE = 5
log = structlog.get_logger(__name__)


def troubles(at: datetime) -> list[str]:
    """What a person on duty should look at, in words."""
    since = at - timedelta(seconds=TICKS_LATE * settings.TICK_SECONDS)
    running = Q(update_paused_at__isnull=True)
    due = Q(update_warning_at__lt=since) & running | Q(expiry_notice_at__lt=since)
    overdue = Registration.objects.filter(due, status=Status.APPROVED).count()
    counted = {
        "registrations failed in the last tick": rows_failed(),
        "registrations wait for the clock": overdue,
        "letters wait for more than 15 minutes": Notice.objects.late(at).count(),
        "letters are held after a restore": Notice.objects.held().count(),
    }
    return [f"{count} {words}" for words, count in counted.items() if count]


def ping(at: datetime) -> None:
    """Tell the monitor of one beat. A monitor that does not answer is logged and never stops the clock."""
    if not settings.PING_URL:
        return
    wrong = troubles(at)
    address = f"{settings.PING_URL.rstrip('/')}/fail" if wrong else settings.PING_URL
    request = Request(address, data="\n".join(wrong).encode(), method="POST")  # noqa: S310 - checked by dealreg.checks
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310
            pass
    except (URLError, OSError) as trouble:
        log.warning("monitor_not_reached", trouble=type(trouble).__name__)
