"""What a report is asked about: whose registrations, which months, in which zone, as of when."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth

from deals.querysets import RegistrationQuerySet
from partners.working_time import start_of_day


@dataclass(frozen=True)
class Asked:
    """`first` and `last` are first days of months. `least` is how many cases a share or a median takes."""

    seen: RegistrationQuerySet
    first: date
    last: date
    zone: ZoneInfo
    at: datetime
    least: int = 1

    @cached_property
    def months(self) -> list[date]:
        found = [self.first]
        while found[-1] < self.last:
            found.append(month_after(found[-1]))
        return found

    def bounds(self, month: date) -> tuple[datetime, datetime]:
        """The instants at which a month begins and the next one does."""
        return start_of_day(month, self.zone), start_of_day(month_after(month), self.zone)

    def within(self, instant: str) -> Q:
        """That an instant lies in the range."""
        since, until = self.bounds(self.first)[0], self.bounds(self.last)[1]
        return Q(**{f"{instant}__gte": since, f"{instant}__lt": until})

    def of(self, rows: QuerySet[Any], instant: str = "at") -> QuerySet[Any]:
        """Rows that belong to the registrations asked about and fall in the range, each with its `month`."""
        mine = rows.filter(self.within(instant), registration__in=self.seen.order_by().values("pk"))
        return mine.order_by().annotate(month=TruncMonth(instant, tzinfo=self.zone))


def month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date, count: int = 1) -> date:
    months = 12 * month.year + month.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
