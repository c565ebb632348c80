"""Keys and the rows filed under them, packed many to a page in the order of the keys.

A page holds numbers alone, eight bytes each: first the keys, one for every row filed under it, then those rows.
All that is filed under one key lies on one page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from struct import pack, unpack
from typing import NamedTuple

PAGE = 96


class Page(NamedTuple):
    first: int
    keys: bytes
    owners: bytes


def _packed(numbers: Sequence[int]) -> bytes:
    return pack(f"<{len(numbers)}q", *numbers)


def _unpacked(numbers: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(numbers) // 8}q", numbers)


def pages(filed: Iterable[tuple[int, Sequence[int]]]) -> Iterator[Page]:
    """Pages of about the same size of what is filed under each key; the keys come in ascending order."""
    keys: list[int] = []
    owners: list[int] = []
    for key, under in filed:
        if keys and len(keys) + len(under) > PAGE:
            yield Page(keys[0], _packed(keys), _packed(owners))
            keys, owners = [], []
        keys.extend([key] * len(under))
        owners.extend(under)
    if keys:
        yield Page(keys[0], _packed(keys), _packed(owners))


def filed_under(wanted: Sequence[int], keys: bytes, owners: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What one page holds of the wanted keys, which come in ascending order."""
    on_page = _unpacked(keys)
    for key in wanted[bisect_left(wanted, on_page[0]) : bisect_right(wanted, on_page[-1])]:
        start = bisect_left(on_page, key)
        end = bisect_right(on_page, key, lo=start)
        if start < end:
            yield key, _unpacked(owners[8 * start : 8 * end])
