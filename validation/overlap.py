"""The second half of *Same opportunity*: a shared product family with overlapping implementation windows."""

from collections.abc import Iterable
from datetime import date, timedelta


def families(product_lines: Iterable[str]) -> frozenset[str]:
    """The families of dotted product codes: `storage.flash` belongs to `storage`."""
    return frozenset(line.partition(".")[0].strip().casefold() for line in product_lines) - {""}


def windows_overlap(
    ours: tuple[date | None, date | None], theirs: tuple[date | None, date | None], within_days: int
) -> bool:
    """Whether two windows meet, or lie at most `within_days` apart (policy). An unknown end never rules out."""
    slack = timedelta(days=within_days)
    our_from, our_until = ours[0] or ours[1], ours[1] or ours[0]
    their_from, their_until = theirs[0] or theirs[1], theirs[1] or theirs[0]
    if our_from is None or our_until is None or their_from is None or their_until is None:
        return True
    return our_from <= their_until + slack and their_from <= our_until + slack
