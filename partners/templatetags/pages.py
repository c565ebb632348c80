"""The numbers of a list's pages."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def near(page: Page[Any]) -> Iterator[int | str]:
    """The first page, those around this one, and the last; an ellipsis stands for a gap, however many it skips."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
