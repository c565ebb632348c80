"""Saving answers while somebody else may write too: what does not meet is kept, what meets is shown side by side."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deals import drafts
from deals.answers import answered, label, lines
from deals.models import Registration
from deals.refusals import Conflict
from partners.models import User


@dataclass(frozen=True)
class Difference:
    """An answer that two people changed: what is saved now beside what was typed."""

    label: str
    saved: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True)
class Saved:
    """The registration as it stands now; with differences nothing was saved."""

    registration: Registration
    differences: tuple[Difference, ...] = ()


def save(row: Registration, answers: Mapping[str, Any], *, seen: int, by: User, at: datetime) -> Saved:
    """Save the answers that differ, unless somebody changed one of them after version `seen`.

    Answers that nobody else touched are no conflict: two people may work on different tasks. Raises Refused.
    """
    differing = drafts.differing(row, answers)
    if not differing:
        return Saved(row)
    if not drafts.changed_since(row, seen) & set(differing):
        with suppress(Conflict):
            return Saved(drafts.edit(row, differing, by=by, at=at, version=row.version))
    # Looked at again: what somebody saved meanwhile may be just what was typed here.
    fresh = Registration.objects.for_writing().get(pk=row.pk)
    return Saved(fresh, _beside(fresh, drafts.differing(fresh, answers)))


def _beside(row: Registration, typed: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(label(name), answered(row, name).lines, lines(name, given))
        for name, given in typed.items()
    )
