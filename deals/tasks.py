from celery import shared_task

from deals import sweeps
from partners.clock import now


@shared_task
def tick() -> None:
    """Look for what is due in the deals app."""
    sweeps.tick(now())
