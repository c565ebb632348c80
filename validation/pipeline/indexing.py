"""Keeping the search index abreast of an import, in its transaction: row by row, or all anew."""

from collections.abc import Callable, Sequence

from validation.matching import index
from validation.matching.rebuild import rebuild
from validation.models import KnownOpportunity

# Filing one row costs about as much as rebuilding so many.
_ONE_FILED_IN_REBUILT = 25
_ALWAYS_FILED = 200
_KEPT = 5_000
_BATCH = 500


class Written:
    """The rows an import wrote. Of many thousands only the number is kept: the index is then rebuilt."""

    def __init__(self) -> None:
        self._count = 0
        self._records: list[str] = []

    def add(self, record_ids: Sequence[str]) -> None:
        self._count += len(record_ids)
        if self._count <= _KEPT:
            self._records.extend(record_ids)

    def index(self, progress: Callable[[str, int], None]) -> None:
        """File the written rows in the search index."""
        if self._count > _ALWAYS_FILED and self._rebuilding_is_cheaper():
            rebuild(progress)
            return
        self.file(progress)

    def file(self, progress: Callable[[str, int], None] = lambda stage, done: None) -> None:
        """File them row by row: at most as many as are kept."""
        for start in range(0, len(self._records), _BATCH):
            part = self._records[start : start + _BATCH]
            index.file(KnownOpportunity.objects.pipeline().filter(record_id__in=part))
            progress("index", min(start + _BATCH, self._count))

    def _rebuilding_is_cheaper(self) -> bool:
        if self._count > _KEPT:
            return True
        return KnownOpportunity.objects.count() < self._count * _ONE_FILED_IN_REBUILT
