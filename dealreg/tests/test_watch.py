from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from pytest_django import Settings

from dealreg import watch
from dealreg.models import Heartbeat
from dealreg.tasks import beat_heart
from deals.models import Registration
from deals.tests.factories import approved
from notifications.models import Notice
from notifications.tests.cases import AT, Cast
from partners.clock import now

pytestmark = pytest.mark.django_db


class Monitor(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.heard: list[tuple[str, str]] = []


class Answer(BaseHTTPRequestHandler):
    server: Monitor

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def monitor(settings: Settings) -> Iterator[Monitor]:
    with Monitor() as server:
        settings.PING_URL = f"http://127.0.0.1:{server.server_port}/code"
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_each_beat_reaches_the_monitor(monitor: Monitor) -> None:
    beat_heart()
    assert monitor.heard == [("/code", "")]


def test_letters_that_wait_too_long_are_told_to_the_monitor(monitor: Monitor) -> None:
    Cast().submitted()
    from notifications import receipts

    receipts.collect(AT)
    waiting = Notice.objects.waiting().count()
    watch.ping(AT + timedelta(hours=1))
    assert monitor.heard == [("/code/fail", f"{waiting} letters wait for more than 15 minutes")]


def test_registrations_that_the_clock_left_behind_are_told() -> None:
    deal = approved()
    Registration.objects.filter(pk=deal.pk).update(update_warning_at=AT)
    assert watch.troubles(AT + timedelta(days=1)) == ["1 registrations wait for the clock"]


def test_a_monitor_that_is_away_does_not_stop_the_clock(settings: Settings) -> None:
    settings.PING_URL = "http://127.0.0.1:9/code"
    beat_heart()
    assert Heartbeat.objects.get().beaten_at <= now()
