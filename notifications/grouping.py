"""Notices grouped by registration, as the portal's list and the digest show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from deals.models import Registration
from notifications import letters
from notifications.models import Notice


@dataclass(frozen=True)
class Line:
    notice: Notice
    headline: str
    path: str


@dataclass(frozen=True)
class Group:
    """The notices of one registration, newest first; without a registration, those about the company."""

    registration: Registration | None
    lines: list[Line]


def grouped(notices: Iterable[Notice]) -> list[Group]:
    """In the order of each group's newest notice."""
    groups: dict[int, Group] = {}
    for notice in notices:
        registration = notice.event.registration if notice.event else None
        group = groups.setdefault(registration.pk if registration else 0, Group(registration, []))
        group.lines.append(Line(notice, letters.headline(notice), letters.path(notice)))
    return list(groups.values())
