"""The conflict search: the same opportunity under any name (rulebook: Same opportunity).

`find_candidates` answers a `Query`; `file`, `unfile` and `rebuild` keep the index it reads.
"""

from .query import Candidate, Query, SearchUnavailable

__all__ = ["Candidate", "Query", "SearchUnavailable", "find_candidates"]


def find_candidates(query: Query, limit: int = 10) -> list[Candidate]:
    """See `validation.matching.search.find_candidates`; imported late, so the pure parts need no Django."""
    from .aliases import with_aliases
    from .search import find_candidates as search

    return with_aliases(search, query, limit)
