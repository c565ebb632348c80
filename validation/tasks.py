import time
from contextlib import suppress

from celery import shared_task
from django.conf import settings

from validation.clock import now
from validation.pipeline import background, uploads
from validation.pipeline.salesforce.trouble import Trouble
from validation.pipeline.salesforce.turn import is_due

# What is left of a pull waits for the next time; only the index of a first load is built at one go.
PULL_SECONDS = 45


@shared_task
def tick() -> None:
    """Look for what is due in the validation app."""
    uploads.remove_abandoned(now())
    background.remove_old_reports(now())
    background.start_process()


# Well inside the time after which the message would be delivered again.
@shared_task(soft_time_limit=500, time_limit=540)
def pull_from_salesforce() -> None:
    """Pull where Salesforce is the source and a pull is due; what stops it is kept in the feed, and logged."""
    if settings.SALESFORCE is None or not is_due(now()):
        return
    # Its libraries take a second to load, which no other process needs.
    from validation.pipeline.salesforce.pull import pull

    end = time.monotonic() + PULL_SECONDS
    with suppress(Trouble):
        pull(settings.SALESFORCE, clock=now, enough=lambda: time.monotonic() >= end)
