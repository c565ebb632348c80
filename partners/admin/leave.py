"""Who stands in for whom, and until when. A coordinator names the own deputy; everything else is the verb's to say."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import leave
from partners.admin.scope import DayInput, ScopedAdmin, signed_in
from partners.clock import now
from partners.models import Deputy, User
from partners.roles import Role

REQUIRED = {"required": gettext_lazy("Give a day.")}


class LeaveForm(forms.ModelForm):
    """Names a deputy through the verb, whose refusals stand beside the answers they are about."""

    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput(), error_messages=REQUIRED)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput(), error_messages=REQUIRED)
    person: User

    class Meta:
        model = Deputy
        fields = ["absent", "deputy"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = User.objects.filter(role=Role.COORDINATOR, is_active=True)
        for name in ("absent", "deputy"):
            field = self.fields[name]
            field.queryset = everybody  # type: ignore[attr-defined]
            field.error_messages["required"] = _("Choose a coordinator.")
        if self.person.is_coordinator:
            self.fields["deputy"].queryset = everybody.exclude(pk=self.person.pk)  # type: ignore[attr-defined]
            del self.fields["absent"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            absent = said.get("absent", self.person)
            try:
                self.named = leave.name_deputy(
                    absent, said["deputy"], starts_on=said["starts_on"], ends_on=said["ends_on"], by=self.person,
                    at=now(),
                )  # fmt: skip
            except leave.LeaveError as trouble:
                self.add_error(trouble.about if trouble.about in self.fields else None, str(trouble))
        return said

    def _post_clean(self) -> None:
        """The verb wrote the row: there is none of the form's own to look at."""

    def save(self, commit: bool = True) -> Deputy:
        return self.named

    def save_m2m(self) -> None:
        pass


@admin.register(Deputy)
class DeputyAdmin(ScopedAdmin):
    list_display = ["absent", "deputy", "starts_at", "ends_at", "named_by"]
    list_select_related = ["absent", "deputy", "named_by"]
    list_display_links = None
    form = LeaveForm
    actions = ["end_now"]  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Deputy]:
        """A coordinator sees the leaves it has a part in."""
        rows, user = super().get_queryset(request), signed_in(request)
        return rows.filter(Q(absent=user) | Q(deputy=user)) if user.is_coordinator else rows

    def get_form(
        self, request: HttpRequest, obj: Deputy | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **{**kwargs, "fields": None})
        return type("LeaveForm", (form,), {"person": signed_in(request)})

    def get_fields(self, request: HttpRequest, obj: Deputy | None = None) -> Any:
        if obj is not None:
            return ["absent", "deputy", "starts_at", "ends_at", "named_by", "named_at"]
        own = [] if signed_in(request).is_coordinator else ["absent"]
        return [*own, "deputy", "starts_on", "ends_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Deputy | None = None) -> Any:
        return [] if obj is None else self.get_fields(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Deputy | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Deputy, form: Any, change: bool) -> None:
        """Nothing: the verb has written it."""

    def has_end_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    @admin.action(description=gettext_lazy("Back early: end now"), permissions=["end"])
    def end_now(self, request: HttpRequest, queryset: QuerySet[Deputy]) -> HttpResponse:
        for row in queryset:
            try:
                leave.end_leave(row, by=signed_in(request), at=now())
            except leave.LeaveError as trouble:
                messages.warning(request, f"{row}: {trouble}")
            else:
                messages.success(request, _("%s: ended.") % row)
        return redirect(request.get_full_path())
