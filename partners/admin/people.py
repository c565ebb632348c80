"""People who sign in. They set their password through the reset mail; nobody sets it for them, nobody is deleted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from partners.admin.scope import ScopedAdmin, signed_in
from partners.models import Partner, User


@admin.register(User)
class UserAdmin(ScopedAdmin):
    list_display = ["name", "email", "role", "partner", "is_active"]
    list_select_related = ["partner"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email", "partner__name"]
    fields = ["email", "name", "role", "partner", "regions", "language", "time_zone", "is_active"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """A coordinator sees the people of the partners in the assigned regions, and itself."""
        people = super().get_queryset(request)
        user = signed_in(request)
        if not user.is_coordinator:
            return people
        return people.filter(Q(partner__in=Partner.objects.visible_to(user)) | Q(pk=user.pk))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            messages.info(
                request,
                _("%s chooses a password through “Forgotten your password?” on the sign-in page.") % obj.name,
            )
