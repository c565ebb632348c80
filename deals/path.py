"""The status bar of a registration: the states it went through, where it stands, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deals.models import Registration
from deals.states import Status


@dataclass(frozen=True)
class Step:
    """One state on the bar; `when` is `past`, `current` or `next`."""

    label: Any
    when: str


def steps(row: Registration) -> list[Step]:
    """Past, current and next states in order. An ended registration has no next."""
    past, current, ahead = _stretch(row)
    return [
        *(Step(Status(status).label, "past") for status in past),
        Step(Status(current).label, "current"),
        *(Step(label, "next") for label in ahead),
    ]


def _stretch(row: Registration) -> tuple[list[str], str, list[Any]]:
    status = Status(row.status)
    outcome = _("Won or lost")
    if status is Status.DRAFT:
        return [], status, [Status.SUBMITTED.label, Status.APPROVED.label, outcome]
    if status is Status.SUBMITTED:
        return [Status.DRAFT], status, [Status.APPROVED.label, outcome]
    if status is Status.RETURNED:
        return [Status.DRAFT, Status.SUBMITTED], status, [Status.APPROVED.label, outcome]
    if status is Status.APPROVED:
        return [Status.DRAFT, Status.SUBMITTED], status, [outcome]
    past: list[str] = [Status.DRAFT]
    if row.submitted_at is not None:
        past.append(Status.SUBMITTED)
    # Only an approval starts the update clock, and it is kept when the registration ends.
    if row.update_from_at is not None and status is not Status.REJECTED:
        past.append(Status.APPROVED)
    return past, status, []
