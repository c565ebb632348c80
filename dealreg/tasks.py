from celery import shared_task

from dealreg import watch
from dealreg.models import Heartbeat
from partners.clock import now


@shared_task
def beat_heart() -> None:
    """The canary of PROMISES: a worker that is alive but takes no messages shows as silence here."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"beaten_at": now()})
    watch.ping(now())
