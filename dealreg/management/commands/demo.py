import os
import signal
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dealreg.demo import companies, processes, shift
from partners.clock import now
from partners.models import User

# Who tries the demo as root has chosen so; in production the worker still warns.
MAY_BE_ROOT = "ignore:You're running the worker with superuser privileges"


class Command(BaseCommand):
    help = (
        "Runs the portal with demo data: web server, worker and clock in one command. Ctrl-C stops all of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--clock", default="", help="Set the clock forward first, such as +27d, +12h or +2w."
        )
        parser.add_argument("--prepare", action="store_true", help="Make the data and stop.")

    def handle(self, *, port: int, host: str, clock: str, prepare: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Run it as: python manage.py demo")
        if not prepare and not processes.free(host, port):
            raise CommandError(
                f"Port {port} is taken. Choose another one: python manage.py demo --port {port + 1}"
            )
        offset = self._set_clock(clock)
        self._prepare()
        if prepare:
            return
        signal.signal(signal.SIGTERM, _interrupt)
        with processes.together(self.say) as children:
            address = f"{host}:{port}"
            shifted = {
                "DEMO_CLOCK_OFFSET": str(offset),
                "PORTAL_URL": processes.portal_url(address, os.environ),
            }
            children.start(
                "web", "gunicorn", "dealreg.wsgi", "--bind", address, "--threads", "4", "--no-control-socket",
                "--log-level", "warning", **shifted,
            )  # fmt: skip
            children.start(
                "clock", "celery", "--quiet", "-A", "dealreg", "worker", "--pool", "solo", "--loglevel", "warning",
                **shifted, PYTHONWARNINGS=MAY_BE_ROOT,
            )  # fmt: skip
            self._welcome(address)
            try:
                ended = children.wait()
                raise CommandError(f"{ended} ended; see its last lines above.")
            except KeyboardInterrupt:
                for again in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(again, signal.SIG_IGN)
                self.say("Stopping web server, worker and clock.")
        self.say("Stopped. The data stays for the next start; remove var/ to begin afresh.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _set_clock(self, clock: str) -> int:
        path = settings.VAR_DIR / "demo-clock"
        try:
            offset = shift.forward(path, shift.parse(clock) if clock else timedelta())
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        settings.DEMO_CLOCK_OFFSET = offset
        if offset:
            self.say(f"The demo's clock stands at {now():%A %d %B %Y, %H:%M} UTC.")
        return offset

    def _prepare(self) -> None:
        from dealreg.demo import story

        self.say("Bringing the database up to date")
        call_command("migrate", verbosity=0)
        if User.objects.exists():
            self.say("The data of the last start is kept.")
            story.refresh_pipeline(now())
            return
        self.say("Telling half a year of the programme; this takes a minute or two")
        # The pipeline of the story is a file; what the portal is set up to pull comes when the clock runs.
        source, settings.SALESFORCE = settings.SALESFORCE, None
        story.tell(now(), self.say)
        settings.SALESFORCE = source
        self.say("Checking that everything that must always hold does")
        call_command("check_invariants", stdout=self.stdout)

    def _welcome(self, address: str) -> None:
        lines = [
            "",
            f"  The portal:          http://{address}/",
            f"  The desk (admin):    http://{address}/admin/",
            f"  Mails it sent:       {settings.EMAIL_FILE_PATH}",
            "",
            f"  Everybody's password: {companies.PASSWORD}",
            "  Partner (gold, member)          anan@chaophraya.example",
            "  Partner (silver, administrator) nok@bangkokdata.example",
            "  Distributor                     omar@gulfdist.example",
            "  Coordinator, Asia               coordinator.asia@vendor.example",
            "  Second coordinator, Asia        second.asia@vendor.example",
            "  Coordinator, Europe and Africa  coordinator.emea@vendor.example",
            "  Programme manager               manager@vendor.example",
            "  Auditor                         auditor@vendor.example",
            "",
            "  The vendor's people need no second factor here; STAFF_SECOND_FACTOR=1 asks for it.",
            "  See time pass:  python manage.py demo --clock +27d",
            "  Ctrl-C stops all of it.",
            "",
        ]
        for line in lines:
            self.say(line)


def _interrupt(*_signal: object) -> None:
    raise KeyboardInterrupt
