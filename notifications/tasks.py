import time
from collections.abc import Callable

from celery import shared_task

from notifications import digests, dispatch, quarantine, receipts
from partners.clock import now

# Well inside the soft time limit of a task; what is left waits for the next tick.
SECONDS = 45


@shared_task
def tick() -> None:
    """Read what is new in the journals and hand over the letters that are due."""
    enough = _stopwatch(SECONDS)
    quarantine.look(now())
    while not enough() and receipts.collect(now()):
        pass
    while not enough() and dispatch.deliver(now(), enough=enough):
        pass
    while not enough() and digests.send_one(now()):
        pass


def _stopwatch(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
