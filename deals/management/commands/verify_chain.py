from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from deals import events
from deals.models import ChainHead


class Command(BaseCommand):
    help = "Walks the chain of events and names the first row that is missing, altered or out of order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="begin behind this sequence number")
        parser.add_argument(
            "--head", default="", help="the head that was noted down: its hash must be in the chain"
        )

    def handle(self, *args: Any, after: int, head: str, **options: Any) -> None:
        if broken := events.first_broken_link(after):
            raise CommandError(f"Broken: {broken}.")
        if head and not events.knows(head):
            raise CommandError(
                "Broken: no event has the hash that was noted down; the end of the chain was cut."
            )
        last = ChainHead.objects.filter(pk=events.HEAD).first() or ChainHead()
        self.stdout.write(
            f"The chain holds up to event {last.sequence}. Note down its head: {last.hash or 'none yet'}"
        )
