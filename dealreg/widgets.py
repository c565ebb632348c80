"""Form controls written straight away: a page shows dozens, each of which costs two templates otherwise."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = "django/forms/widgets/"
INPUTS = ("text", "number", "email", "url", "password", "search", "hidden", "date", "datetime", "checkbox")
OPTION = f"{FOLDER}select_option.html"


class StraightRenderer(DjangoTemplates):
    """Django's own markup of inputs and selects, to the letter; everything else is left to its templates."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write = WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def attributes(attrs: Mapping[str, Any]) -> str:
    """As they stand inside a tag; what is True stands without a value, what is False not at all."""
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(value)}"')
        for name, value in attrs.items()
        if value is not False
    )


def written_input(widget: Mapping[str, Any]) -> SafeString:
    given = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        given["value"] = widget["value"]
    return mark_safe(f"<input{attributes(given)}{attributes(widget['attrs'])}>")  # noqa: S308


def written_select(widget: Mapping[str, Any]) -> SafeString:
    inside = []
    for group, options, _index in widget["optgroups"]:
        if group:
            inside.append(f"\n  <optgroup{attributes({'label': group})}>")
        inside += [f"\n  {written_option(option)}\n" for option in options]
        if group:
            inside.append("\n  </optgroup>")
    given = {"name": widget["name"], **widget["attrs"]}
    return mark_safe(f"<select{attributes(given)}>{''.join(inside)}\n</select>")  # noqa: S308


def written_option(option: Mapping[str, Any]) -> str:
    given = {"value": option["value"], **option["attrs"]}
    return f"<option{attributes(given)}>{conditional_escape(option['label'])}</option>"


WRITERS = {
    **{f"{FOLDER}{name}.html": written_input for name in INPUTS},
    f"{FOLDER}select.html": written_select,
}
