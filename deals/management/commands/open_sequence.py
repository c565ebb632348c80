from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from deals import sealed
from deals.models import Submission


class Command(BaseCommand):
    help = (
        "Opens the sealed sequence number of a receipt: the plain number, and the submission that bears it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="as printed on the receipt, such as 01234-56789-01234")

    def handle(self, *args: Any, number: str, **options: Any) -> None:
        try:
            plain = sealed.opened(number)
        except ValueError as trouble:
            raise CommandError(str(trouble)) from trouble
        submission = Submission.objects.filter(pk=plain).select_related("registration").first()
        if submission is None:
            raise CommandError(
                f"{number} opens to {plain}, and no submission bears that number. Compare it with the receipt again; "
                "a receipt from another installation, or from before AUDIT_SALT was changed, cannot be opened here."
            )
        self.stdout.write(
            f"{plain}: {submission.registration.reference}, submitted {submission.at:%Y-%m-%d %H:%M:%S.%f} UTC"
        )
