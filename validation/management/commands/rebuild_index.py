from typing import Any

from django.core.management.base import BaseCommand

from validation.matching.rebuild import rebuild


class Command(BaseCommand):
    help = "Reads every known opportunity again and builds the index of the conflict search anew."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = rebuild(self._tell if options["verbosity"] else lambda stage, done: None)
        self.stdout.write(f"The index holds {rows:,} known opportunities.")

    def _tell(self, stage: str, done: int) -> None:
        if done % 50_000 == 0:
            self.stderr.write(f"{stage}: {done:,}")
