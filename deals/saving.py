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
from deals.remembered import Words
from partners.models import User


@dataclass(frozen=True)
class Difference:
    """An answer that two people changed: what it was when the page was opened, what is saved now, what was typed.

    `base` is None when the page did not tell what it had shown.
    """

    label: str
    base: tuple[str, ...] | None
    saved: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True)
class Saved:
    """The registration as it stands now; with differences nothing was saved."""

    registration: Registration
    differences: tuple[Difference, ...] = ()


def save(
    row: Registration,
    answers: Mapping[str, Any],
    *,
    seen: int,
    by: User,
    at: datetime,
    base: Words | None = None,
) -> Saved:
    """Save the answers that differ, unless somebody changed one of them after version `seen`.

    `base` is what the page had shown, in words: an answer left as it was shown follows a colleague's, and a conflict
    tells it beside the other two.

    Answers that nobody else touched are no conflict: two people may work on different tasks. Raises Refused.
    """
    base = base or {}
    changed = drafts.changed_since(row, seen)
    differing = {
        name: given
        for name, given in drafts.differing(row, answers).items()
        if name not in changed or base.get(name) != lines(name, given)
    }
    if not differing:
        return Saved(row)
    if not changed & set(differing):
        with suppress(Conflict):
            return Saved(drafts.edit(row, differing, by=by, at=at, version=row.version))
    # Looked at again: what somebody saved meanwhile may be just what was typed here.
    fresh = Registration.objects.for_writing().get(pk=row.pk)
    return Saved(fresh, _beside(fresh, drafts.differing(fresh, differing), base))


def _beside(row: Registration, typed: Mapping[str, Any], base: Words) -> tuple[Difference, ...]:
    return tuple(
        Difference(label(name), base.get(name), answered(row, name).lines, lines(name, given))
        for name, given in typed.items()
    )
