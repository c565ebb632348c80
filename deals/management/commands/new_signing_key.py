import secrets
from typing import Any

from django.core.management import BaseCommand

from deals import signing


class Command(BaseCommand):
    help = "Prints a new private key for SIGNING_KEY and its public half for RETIRED_SIGNING_KEYS later."

    def handle(self, *args: Any, **options: Any) -> None:
        text = secrets.token_urlsafe(signing.BYTES)
        public = signing.private_key(text).public_key()
        self.stdout.write(f"SIGNING_KEY={text}")
        self.stdout.write(f"public half: {signing.encoded(public.public_bytes_raw())}")
