from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from deals import evidence


class Command(BaseCommand):
    help = "Checks an export of evidence by the file alone: its signature and every member."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}") from trouble
        verdict = evidence.examine(content)
        if not verdict.genuine:
            raise CommandError(f"Not genuine: {verdict.why}.")
        said = verdict.manifest
        self.stdout.write(f"Genuine: {said['reference']}, {len(said['sha256'])} files, {said['exported_at']}")
