"""The eight reports in the order in which they are read, by the name their address has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deals.reports import (
    approvals,
    conflicts,
    idle,
    kept_promise,
    more_time,
    reasons,
    returns,
    time_to_decide,
)
from deals.reports.asked import Asked
from deals.reports.shape import Report


@dataclass(frozen=True)
class Kind:
    """`for_partners`: says nothing but what a company may know of its own registrations."""

    slug: str
    title: Any
    unit: Any
    definition: Any
    report: Callable[[Asked], Report]
    for_partners: bool = True


def _kind(slug: str, room: Any, *, for_partners: bool = True) -> Kind:
    return Kind(slug, room.TITLE, room.UNIT, room.DEFINITION, room.report, for_partners)


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        _kind("time-to-decide", time_to_decide),
        _kind("promise-kept", kept_promise),
        _kind("returns", returns),
        _kind("reasons", reasons),
        _kind("approvals-and-lapses", approvals),
        _kind("conflicts", conflicts, for_partners=False),
        _kind("extensions", more_time),
        _kind("idle-share", idle),
    )
}
FOR_PARTNERS: dict[str, Kind] = {slug: kind for slug, kind in KINDS.items() if kind.for_partners}
