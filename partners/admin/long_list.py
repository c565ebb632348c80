"""Lists of the desk, whatever their length: no page counts them, and a page reads its own rows alone."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

# Past it a row is searched or filtered for; nobody turns so many pages.
PAGES_MOST = 100_000


class LongList(ChangeList):
    """Pages told by "is there a next one": counting a hundred thousand rows takes longer than reading fifty.

    The order is found on the keys alone, which an index can answer; what a row shows is read by its key. `next_url`
    and `previous_url` are empty where there is no such page. The total is said on the last page, where it costs
    nothing, and before it as "more than".
    """

    def get_results(self, request: HttpRequest) -> None:
        before = (self.page_num - 1) * self.list_per_page
        if not 1 <= self.page_num <= PAGES_MOST:
            raise IncorrectLookupParameters
        ordered = self.queryset.values_list("pk", flat=True)
        keys = list(ordered[before : before + self.list_per_page + 1])
        if not keys and before:
            raise IncorrectLookupParameters
        more, keys = len(keys) > self.list_per_page, keys[: self.list_per_page]
        rows = {row.pk: row for row in self.rows_of(keys)} if keys else {}
        # A row that was taken away meanwhile is left out.
        self.result_list = [rows[key] for key in keys if key in rows]
        # The page's own, so that nothing of the admin speaks of rows beyond it.
        self.result_count = self.full_result_count = len(self.result_list)
        self.multi_page = self.can_show_all = self.show_full_result_count = False
        self.show_admin_actions = bool(self.result_list)
        self.previous_url = self._page(self.page_num - 1) if before else ""
        self.next_url = self._page(self.page_num + 1) if more else ""
        self.total_words = _total(before + len(keys), more=more)

    def rows_of(self, keys: Sequence[Any]) -> QuerySet[Any]:
        """The rows of a page with all that they show, in any order."""
        rows = self.root_queryset.filter(pk__in=keys).order_by()
        return rows if rows.query.select_related else self.apply_select_related(rows)

    def _page(self, number: int) -> str:
        return str(self.get_query_string({PAGE_VAR: number}))


def _total(seen: int, *, more: bool) -> str:
    if more:
        return ngettext("More than %d.", "More than %d.", seen) % seen
    return ngettext("%d in all.", "%d in all.", seen) % seen
