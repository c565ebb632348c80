from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dealreg.health import heartbeat_age


class Command(BaseCommand):
    help = "Exits with 1 when the clock has been silent too long; a supervisor then restarts the workers."

    def handle(self, *args: Any, **options: Any) -> None:
        age = heartbeat_age()
        if age is None:
            raise CommandError("The clock has not ticked yet.")
        if age > settings.HEARTBEAT_SILENCE_SECONDS:
            raise CommandError(f"The clock has been silent for {age:.0f} seconds.")
        self.stdout.write(f"The clock ticked {age:.0f} seconds ago.")
