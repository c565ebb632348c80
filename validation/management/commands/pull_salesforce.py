from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from validation.clock import now
from validation.pipeline.salesforce.pull import Outcome, pull
from validation.pipeline.salesforce.trouble import Trouble
from validation.pipeline.salesforce.turn import ask, is_due, run_of, the_feed
from validation.salesforce import Account
from validation.wording import words


class Command(BaseCommand):
    help = (
        "Pulls the vendor's pipeline from Salesforce: what changed since the last time, or everything the first time. "
        "Broken off, it goes on where it stood."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="Read everything, and close what is gone.")
        parser.add_argument(
            "--close-most", action="store_true", help="With --full: even if that closes most records."
        )

    def handle(self, *, full: bool, close_most: bool, **options: Any) -> None:
        account = settings.SALESFORCE
        if account is None:
            raise CommandError("Salesforce is not set up: docs/operations.md names the settings it needs.")
        if full:
            ask(now(), whole=True, closing=close_most)
        # A whole load is followed by the changes of the time it took.
        self.pull_once(account)
        while is_due(now()):
            self.pull_once(account)

    def pull_once(self, account: Account) -> None:
        try:
            outcome = pull(account, clock=now, patient=True, progress=self.show_progress)
        except Trouble as trouble:
            raise CommandError(words(trouble.message)) from trouble
        feed = the_feed()
        if outcome == Outcome.BUSY or feed is None:
            raise CommandError(
                "Another pull is at work. Look at its progress in the admin, or try again later."
            )
        run = run_of(feed)
        self.stdout.write(
            f"{run.rows:,} rows: {run.created:,} created, {run.changed:,} changed, {run.unchanged:,} unchanged, "
            f"{run.closed:,} closed. The mirror holds changes up to {feed.watermark:%Y-%m-%d %H:%M:%S} UTC."
        )

    def show_progress(self, stage: str, done: int) -> None:
        self.stderr.write(self.style.NOTICE(f"{stage}: {done:,}"))
