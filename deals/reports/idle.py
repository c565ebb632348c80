"""How much of the time in force passes without word from the partner."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, F, Func, Q, Sum, Value, Window
from django.db.models.functions import Coalesce, Greatest, Lead, Least
from django.utils.translation import gettext_lazy as _

from deals.models import Event
from deals.reports.asked import Asked
from deals.reports.shape import PARTS, Cell, Chart, Report, Table, rounded, share
from deals.states import ENDED, Status

TITLE = _("Idle share")
UNIT = _("share of the time in force, in per cent")
DEFINITION = _(
    "Of all the time that registrations were approved in the month, the part that lay more than 14 days after the "
    "approval, the reinstatement or the counting update before it. Time in which the update clock stood still is not "
    "left out. The running month counts up to now."
)
QUIET = timedelta(days=14)
DAY = 86_400
STARTS = ("approved", "reinstated")
IDLE, BUSY = _("Idle"), _("Not idle")


class Seconds(Func):
    """An instant as whole seconds since 1970: what both engines add and compare alike, and fast."""

    output_field = BigIntegerField()
    template = "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s)) AS BIGINT)"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


def turning_points() -> Q:
    """Of events: those that start a stretch of time in force anew, and those that end one."""
    counted = Q(kind__in=("updated", "update-logged"), payload__counted=True)
    return Q(kind__in=STARTS) | counted | Q(status__in=ENDED)


def report(asked: Asked) -> Report:
    bounds = {month: [seconds(each) for each in asked.bounds(month)] for month in asked.months}
    now = seconds(asked.at)
    mine = Event.objects.filter(turning_points(), registration__in=asked.seen.order_by().values("pk"))
    at = Seconds("at")
    upto = Window(Lead(at), partition_by="registration", order_by="sequence")
    stretches = mine.order_by().annotate(since=at, until=Coalesce(upto, Value(now)))
    sums = {}
    for number, (start, end) in enumerate(bounds.values()):
        sums[f"force{number}"] = _overlap(F("since"), start, min(end, now))
        sums[f"idle{number}"] = _overlap(F("since") + int(QUIET.total_seconds()), start, min(end, now))
    found = stretches.aggregate(**sums)
    return told(
        asked,
        {
            month: (found[f"force{number}"] or 0, found[f"idle{number}"] or 0)
            for number, month in enumerate(asked.months)
        },
    )


def _overlap(since: Any, start: int, end: int) -> Sum:
    """The seconds of a stretch, from an instant of its own on, that fall between two instants."""
    inside = Least(F("until"), Value(end)) - Greatest(since, Value(start))
    # Not left out before: an end is what the stretch before it runs up to.
    in_force = Q(status=Status.APPROVED)
    return Sum(Greatest(inside, Value(0)), filter=in_force, output_field=BigIntegerField())


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def told(asked: Asked, found: dict[date, tuple[int, int]]) -> Report:
    """`found`: month -> seconds in force, and those of them that were idle."""
    figures: dict[str, Cell] = {}
    rows = []
    for month in asked.months:
        force, idle = found[month]
        rows.append((month, _days(force), _days(idle), share(idle, force)))
        if force:
            figures |= {f"{month:%Y-%m} force": force, f"{month:%Y-%m} idle": idle}
    shares = [row[3] for row in rows]
    rest = [None if each is None else 100 - each for each in shares]
    headings = (_("Month"), _("Days in force"), _("Days idle"), _("Idle, per cent"))
    return Report(
        Chart(asked.months, ((IDLE, shares), (BUSY, rest)), PARTS),
        (Table(_("By month"), headings, rows),),
        figures,
    )


def _days(length: int) -> Decimal:
    return rounded(Decimal(length) / DAY)
