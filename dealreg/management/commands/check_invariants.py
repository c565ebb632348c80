from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals import invariants as deals
from notifications import invariants as notifications
from partners import invariants as partners
from partners.clock import now
from validation import invariants as validation


class Command(BaseCommand):
    help = "Asks the database whether everything that must always hold does; fails naming what does not."

    def handle(self, *args: Any, **options: Any) -> None:
        at, broken = now(), 0
        for name, check in (
            deals.CHECKS | notifications.CHECKS | partners.CHECKS | validation.CHECKS
        ).items():
            violations = list(check(at))
            broken += len(violations)
            self.stdout.write(f"{'broken' if violations else 'holds '}  {name}")
            for violation in violations[:50]:
                self.stdout.write(f"          {violation}")
        if broken:
            raise CommandError(f"{broken} violations.")
