from celery import shared_task

from partners import announcements
from partners.clock import now


@shared_task
def tick() -> None:
    """Look for what is due in the partners app."""
    announcements.carry_out_due(now())
