"""Lists of rows in a form: added and taken out by buttons of the form itself, so that no script is needed."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from deals.forms.answers import speak_plainly

ROWS_MOST = 30


class RowForm(forms.Form):
    """One row. Left blank it is skipped; begun, it needs what `saved` needs."""

    columns: ClassVar[Mapping[str, str]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        speak_plainly(self)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(Row(*(Column(name, css_class=width) for name, width in self.columns.items())))
        return helper

    def saved(self) -> Any:
        """The row as `drafts.edit` takes it."""
        raise NotImplementedError


class Rows:
    """The rows of one answer, saved all together or not at all: a mistake in one must not drop what was saved."""

    name: ClassVar[str]
    anchor: ClassVar[str]
    row_form: ClassVar[type[RowForm]]

    def __init__(self, saved: Sequence[Mapping[str, Any]], posted: Mapping[str, Any] | None) -> None:
        self.posted = posted is not None
        rows = saved if posted is None else self._given(posted)
        self.forms = [self._form(index, row) for index, row in enumerate(rows or [{}])]
        self.problems: list[str] = []
        self.good = False

    def options(self) -> dict[str, Any]:
        """What each row's form needs besides its values."""
        return {}

    def add(self) -> None:
        if len(self.forms) < ROWS_MOST:
            self.forms.append(self.row_form(prefix=self._prefix(len(self.forms)), **self.options()))

    def is_valid(self) -> bool:
        """Whether every begun row can be saved; looks at all of them."""
        mistaken = [form for form in self.forms if form.is_bound and not form.is_valid()]
        self.good = not mistaken and self._without_doubles()
        return self.good

    def answers(self) -> dict[str, Any]:
        """The list of the begun rows, after `is_valid`; nothing when one of them needs mending."""
        return {self.name: [form.saved() for form in self._begun()]} if self.good else {}

    def mistakes(self) -> list[tuple[str, str]]:
        """Where the page shows a mistake, and what to do about it."""
        at_fields = [
            (form[name].id_for_label or self.anchor, f"{form[name].label} {index}: {words}")
            for index, form in enumerate(self.forms, start=1)
            for name, messages in form.errors.items()
            for words in messages
        ]
        return [*((f"id_{self.anchor}", words) for words in self.problems), *at_fields]

    def point_out(self, name: str, words: str) -> None:
        """Show above the rows what a rule says against the saved list."""
        if name in (self.name, self.anchor):
            self.problems.append(words)

    @property
    def full(self) -> bool:
        return len(self.forms) >= ROWS_MOST

    def _without_doubles(self) -> bool:
        return True

    def _begun(self) -> list[RowForm]:
        return [form for form in self.forms if form.is_bound and form.has_changed()]

    def _form(self, index: int, row: Mapping[str, Any]) -> RowForm:
        # Saved rows are bound too: their values then count as begun, like typed ones.
        prefix = self._prefix(index)
        if not row:
            return self.row_form(prefix=prefix, **self.options())
        values = {f"{prefix}-{key}": given for key, given in row.items()}
        return self.row_form(
            values, prefix=prefix, empty_permitted=True, use_required_attribute=False, **self.options()
        )

    def _prefix(self, index: int) -> str:
        return f"{self.name}-{index}"

    def _given(self, posted: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The posted rows in their order, without the one whose button to take it out was pressed."""
        names = self.row_form.base_fields
        removed = str(posted.get("remove", ""))
        return [
            {name: posted.get(f"{self._prefix(index)}-{name}", "") for name in names}
            for index in range(ROWS_MOST)
            if str(index) != removed and f"{self._prefix(index)}-{next(iter(names))}" in posted
        ]
