"""How gunicorn serves the portal: `gunicorn --config python:dealreg.gunicorn dealreg.wsgi`."""

import gc
import os
from pathlib import Path
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
# The control socket would lie in the home directory of whoever starts the server.
control_socket_disable = True
# Heartbeat files on a disk can block a worker; not every system has this memory directory.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def on_starting(server: Any) -> None:
    from dealreg.mode import announce

    announce()


def post_worker_init(worker: Any) -> None:
    """Sets aside for good what a worker loaded: a full collection halts all its requests while it looks through it."""
    from django.urls import get_resolver

    # Imports the pages too, which the first request would wait for.
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
