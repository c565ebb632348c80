from time import monotonic

from celery import shared_task

from deals import sweeps
from deals.bulk import batches, work
from deals.models import Batch, Rehearsal
from deals.rehearsal import work as rehearsing
from partners.clock import now

# Well below the time after which a task is stopped; what is left over is taken up by the next tick.
BATCH_SECONDS = 60


@shared_task
def tick() -> None:
    """Look for what is due in the deals app."""
    sweeps.tick(now())


@shared_task
def work_on_batches() -> None:
    """Do the steps of every file of registrations that is being checked or brought in."""
    until = monotonic() + BATCH_SECONDS
    for pk in Batch.objects.at_work().order_by("pk").values_list("pk", flat=True):
        while monotonic() < until and work.step(pk, now()):
            pass
    batches.tidy(now())


@shared_task
def work_on_rehearsals() -> None:
    """Run every proposed policy that was asked for over the cases of its region."""
    until = monotonic() + BATCH_SECONDS
    for pk in Rehearsal.objects.at_work().order_by("pk").values_list("pk", flat=True):
        while monotonic() < until and rehearsing.step(pk, now()):
            pass
