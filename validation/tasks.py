from celery import shared_task

from validation.clock import now
from validation.pipeline import uploads


@shared_task
def tick() -> None:
    """Look for what is due in the validation app."""
    uploads.remove_abandoned(now())
