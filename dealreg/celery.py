"""Every clock of the house, on one screen.

The broker is a doorbell: each tick asks the database what is due, so a lost, late or repeated message changes
nothing. Without REDIS_URL the queue is memory of the worker process, which then runs the clock itself.
"""

import os
import time
from typing import Any

from celery import Celery, bootsteps
from celery.beat import EmbeddedService
from celery.signals import setup_logging
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")

TICKS = (
    "deals.tasks.tick",
    "deals.tasks.work_on_batches",
    "deals.tasks.work_on_rehearsals",
    "notifications.tasks.tick",
    "partners.tasks.tick",
    "validation.tasks.tick",
)
# Talks to Salesforce, so it has longer than the others and no doorbell of its own.
PULL = "validation.tasks.pull_from_salesforce"
# Proves that clock, broker, worker and database work together; read by /healthz and `check_heartbeat`.
CANARY = "dealreg.tasks.beat_heart"
# Messages left over from an outage longer than this are dropped: one tick catches up on everything.
LIFE_SECONDS = 3600
# How long one process leaves a broken broker alone before it rings again.
SILENCE_SECONDS = 60

# Longer than the hard time limit, so that a message is only delivered again when its worker is gone.
VISIBILITY = {"visibility_timeout": 600}


def configuration() -> dict[str, Any]:
    """Read when it is first needed, since importing this package must not read the settings."""
    redis = {
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 3,
        "health_check_interval": 25,
    }
    return {
        "timezone": "UTC",
        "enable_utc": True,
        "broker_url": settings.REDIS_URL or "memory://localhost/",
        "broker_connection_timeout": 1,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": VISIBILITY | redis if settings.REDIS_URL else {},
        "result_backend_transport_options": VISIBILITY,
        **VISIBILITY,
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_publish_retry": False,
        "task_soft_time_limit": 100,
        "task_time_limit": 120,
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_concurrency": None if settings.REDIS_URL else 1,
        # The schedule is code and its jobs are idempotent: there is nothing to remember in a file.
        "beat_scheduler": "celery.beat:Scheduler",
        "beat_schedule": {
            name: {
                "task": name,
                "schedule": settings.TICK_SECONDS,
                "options": {"expires": LIFE_SECONDS},
            }
            for name in (*TICKS, PULL, CANARY)
        },
    }


app = Celery("dealreg")
app.add_defaults(configuration)
app.autodiscover_tasks()


class ClockInWorker(bootsteps.StartStopStep):
    """Beat in a thread of the worker, because no other process reaches a queue in memory."""

    requires = ("celery.worker.components:Pool",)

    def include_if(self, parent: Any) -> bool:
        return not settings.REDIS_URL

    def create(self, parent: Any) -> Any:
        return EmbeddedService(parent.app, thread=True, scheduler_cls=parent.app.conf.beat_scheduler)


app.steps["worker"].add(ClockInWorker)


@setup_logging.connect
def keep_django_logging(**_: object) -> None:
    """Receiving this signal is how Celery is told to leave the log configuration alone."""


class Doorbell:
    """Wakes the ticks after a commit. Failing to ring is harmless, so it never raises and hardly waits."""

    def __init__(self, app: Celery) -> None:
        self.app = app
        self.silent_until = 0.0

    def __call__(self) -> None:
        if not settings.REDIS_URL or time.monotonic() < self.silent_until:
            return
        try:
            for name in TICKS:
                self.app.send_task(name, expires=LIFE_SECONDS)
        except OperationalError:
            self.silent_until = time.monotonic() + SILENCE_SECONDS


ring_doorbell = Doorbell(app)
