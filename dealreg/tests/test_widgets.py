"""Controls written straight away are those of Django's templates."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from dealreg.widgets import WRITERS, StraightRenderer

GROUPS = [("", "None"), ("a<b", 'One "&" two'), ("Both", [(1, "1"), (2, gettext_lazy("Status"))])]
WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput({"maxlength": 3, "required": True, "hidden": False}), '"><b>'),
    (forms.TextInput(), None),
    (forms.NumberInput({"min": 0, "step": "any"}), 0),
    (forms.EmailInput(), "a&b@example.com"),
    (forms.URLInput(), "https://example.com/?a=1&b=2"),
    (forms.PasswordInput(), "never shown"),
    (forms.SearchInput(), "华为"),
    (forms.HiddenInput(), "é"),
    (forms.DateInput(format="%Y-%m-%d"), "2027-05-14"),
    (forms.DateTimeInput(), "2027-05-14 23:59"),
    (forms.CheckboxInput({"aria-label": "It's"}), True),
    (forms.CheckboxInput(check_test=lambda _value: False), "17"),
    (forms.Select({"class": "form-select"}, GROUPS), "a<b"),
    (forms.Select({}, GROUPS), None),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_control_is_written_as_by_its_template(widget: forms.Widget, value: Any) -> None:
    attrs = {"id": "id_it", "aria-describedby": "id_it_helptext"}
    plain = widget.render("it", value, attrs, DjangoTemplates())
    assert widget.render("it", value, attrs, StraightRenderer()) == plain


def test_every_control_written_straight_away_is_compared() -> None:
    compared = {widget.template_name for widget, _value in WIDGETS}
    assert compared == set(WRITERS)


def test_a_control_with_a_template_of_its_own_keeps_it() -> None:
    widget = forms.Textarea()
    plain = widget.render("it", "words", {}, DjangoTemplates())
    assert widget.render("it", "words", {}, StraightRenderer()) == plain
