"""The icons of the house, in every template without loading."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, turns: bool = False) -> SafeString:
    """The symbol of this id in `static/img/icons.svg`; `turns` for an arrow that mirrors with the script.

    Always hidden from readers: give words beside it. A page of rows shows dozens, so each is put together once.
    """
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        " icon-turns" if turns else "", static("img/icons.svg"), name,
    )  # fmt: skip
