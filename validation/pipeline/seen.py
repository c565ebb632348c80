"""Which records an import has met: eight bytes each, so that a million of them need little memory."""

from array import array
from hashlib import blake2b

_SLOTS = 1 << 12
_FULLEST = 0.7


class Seen:
    """A set of record ids, kept as 64-bit hashes in one open-addressed table.

    Two different ids share a hash about once in ten thousand million files of a million rows.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _SLOTS))
        self._count = 0

    def __contains__(self, record_id: str) -> bool:
        number = _hash(record_id)
        return self._table[self._slot(self._table, number)] == number

    def add(self, record_id: str) -> bool:
        """Remember a record; False when it was met before."""
        number = _hash(record_id)
        at = self._slot(self._table, number)
        if self._table[at] == number:
            return False
        self._table[at] = number
        self._count += 1
        if self._count > _FULLEST * len(self._table):
            self._grow()
        return True

    @staticmethod
    def _slot(table: "array[int]", number: int) -> int:
        mask = len(table) - 1
        at = number & mask
        while table[at] not in (0, number):
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._table)))
        for number in self._table:
            if number:
                larger[self._slot(larger, number)] = number
        self._table = larger


def _hash(record_id: str) -> int:
    # Zero marks an empty slot.
    return int.from_bytes(blake2b(record_id.encode(errors="replace"), digest_size=8).digest(), "big") or 1
