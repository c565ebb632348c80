import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from deals import letters


class Command(BaseCommand):
    help = "Checks the signature of an authorisation letter by the file alone and prints what it states."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the PDF")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}") from trouble
        verdict = letters.examine(content)
        if not verdict.genuine:
            raise CommandError(f"Not genuine: {verdict.why}.")
        self.stdout.write(json.dumps(verdict.said, indent=2, ensure_ascii=False))
        self.stdout.write("Genuine. What it is worth today, the portal's check page says.")
