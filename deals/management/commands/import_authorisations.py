from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from deals import authorising


class Command(BaseCommand):
    help = "Brings in authorisations from a CSV or XLSX file, all or nothing; names every row that stops it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="columns: " + ", ".join(authorising.COLUMNS))
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}") from trouble
        outcome = authorising.bring_in(content, rehearse=dry_run)
        for fault in outcome.faults:
            self.stderr.write(f"line {fault.line}, {fault.column or 'file'}, “{fault.value}”: {fault.remedy}")
        if outcome.faults:
            raise CommandError("Nothing was brought in. Mend the lines above and run the command again.")
        verb = "Brought in" if outcome.written else "Would bring in"
        self.stdout.write(
            f"{verb}: {outcome.new} new, {outcome.changed} with another last day, {outcome.unchanged} as they were."
        )
