from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.core.management import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Forgets the identity that is linked to an account, where the provider has given the person another subject; "
        "the next sign-in there with the verified address links anew."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="mail address of the account in the portal")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        unlinked, _ = SocialAccount.objects.filter(user__email__iexact=address).delete()
        if not unlinked:
            raise CommandError("No identity is linked to an account of this address.")
        self.stdout.write("unlinked")
