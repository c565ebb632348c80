"""What every admin of the house shares: what a person may not see does not exist, and nothing is deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.admin.long_list import LongList
from partners.models import User


class DayInput(forms.DateInput):
    """The browser's own picker: it has a label, and needs no script of ours."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class InstantInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


# Field class -> the form field's arguments, in every admin and inline of the house.
PLAIN_INPUTS: dict[Any, Any] = {
    models.DateField: {"widget": DayInput},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": InstantInput},
    models.JSONField: {"widget": forms.TextInput},
}


def without_shortcuts(field: Any) -> Any:
    """Related rows are kept on their own pages, not in windows opened beside a select."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


class ScopedAdmin(admin.ModelAdmin):
    """Answers 404, not a redirect, for a row outside `get_queryset` (as for a row that never was).

    Its list is never counted, neither as a whole nor per choice of a filter.
    """

    formfield_overrides = PLAIN_INPUTS
    change_list_template = "admin/long_list.html"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LongList

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = without_shortcuts(super().formfield_for_dbfield(db_field, request, **kwargs))
        if isinstance(field, forms.DateTimeField) and not field.help_text:
            field.help_text = _("In your time zone, %s.") % timezone.get_current_timezone_name()
        return field

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ScopedAdmin):
    """For rows that only verbs write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PlainInline(admin.TabularInline):
    """Rows to edit as the admin draws them; to whoever only reads they are a table that a small screen can stack."""

    template = "admin/inline_rows.html"
    formfield_overrides = PLAIN_INPUTS
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Each input says its column's name: a heading above labels nothing for a screen reader."""
        field = without_shortcuts(super().formfield_for_dbfield(db_field, request, **kwargs))
        if field is not None:
            field.widget.attrs["aria-label"] = str(field.label).capitalize()
        return field


class ReadOnlyInline(PlainInline):
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that the admin has let in."""
    assert isinstance(request.user, User)
    return request.user
