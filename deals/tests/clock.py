"""Instants of the clocks of a registration approved at `factories.AT`, and ticks whose mail arrives."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deals import sweeps
from deals.models import DeadlineWarning, Event, Registration
from deals.states import Clock

BANGKOK = ZoneInfo("Asia/Bangkok")
END_OF_DAY_28 = datetime(2027, 3, 29, 23, 59, 59, tzinfo=BANGKOK)
END_OF_VALIDITY = datetime(2027, 9, 1, 23, 59, 59, tzinfo=BANGKOK)
SECOND = timedelta(seconds=1)


def morning(day: int) -> datetime:
    """09:00 of a day of the update clock, at the partner's."""
    return datetime(2027, 3, 1, 9, tzinfo=BANGKOK) + timedelta(days=day)


def tick_with_mail(*instants: datetime) -> None:
    """Tick, with the mail server taking every warning."""
    for at in instants:
        sweeps.tick(at)
        DeadlineWarning.objects.filter(handed_over_at=None).update(handed_over_at=at)


def fresh(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def newest(registration: Registration) -> Event:
    return registration.events.latest("sequence")


def warned(registration: Registration, clock: Clock = Clock.UPDATE) -> list[int]:
    return [warning.days_left for warning in registration.warnings.filter(clock=clock)]
