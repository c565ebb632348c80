"""When authorisations stand: two of one scope never overlap, so that each day has one answer and one row to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.models import Authorisation, Partner


@dataclass(frozen=True)
class Span:
    """The days of an authorisation, both included; no last day means until further notice."""

    first: date
    last: date | None

    def overlaps(self, other: "Span") -> bool:
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


def overlapped(wanted: Span, others: Iterable[Span]) -> Span | None:
    """The earliest of the others that shares a day with the one wanted; None where there is none."""
    return min((span for span in others if wanted.overlaps(span)), key=lambda span: span.first, default=None)


@dataclass(frozen=True)
class ByTime:
    """A company's authorisations as a day finds them."""

    in_force: list[Authorisation]
    coming: list[Authorisation]
    past: list[Authorisation]


def by_time(partner: Partner, on: date) -> ByTime:
    """The authorisations of a company: in force on a day, starting later, ended before. One query."""
    rows = list(partner.authorisations.select_related("region", "product_line"))
    return ByTime(
        in_force=[row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)],
        coming=[row for row in rows if row.starts_on > on],
        past=[row for row in rows if row.ends_on is not None and row.ends_on < on],
    )
