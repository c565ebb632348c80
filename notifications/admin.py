"""The desk's view of what was told to whom: read-only, with the dead letters and one act, trying again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from deals.models import Registration
from notifications import audiences, dispatch, kinds, quarantine
from notifications.models import Channel, Notice
from notifications.querysets import TREES, NoticeQuerySet
from partners.admin.scope import ReadOnlyAdmin, signed_in
from partners.clock import now
from partners.models import Partner
from partners.roles import Role


class DeliveryFilter(admin.SimpleListFilter):
    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waiting")),
            ("late", _("Late")),
            ("held", _("Held after a restore")),
            ("sent", _("Sent")),
            ("dead", _("Dead letters")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        among = {
            "waiting": Notice.objects.waiting,
            "late": lambda: Notice.objects.late(now()),
            "held": Notice.objects.held,
            "sent": lambda: Notice.objects.filter(sent_at__isnull=False),
            "dead": Notice.objects.dead_letters,
        }
        wanted = among.get(self.value() or "")
        return queryset.filter(pk__in=wanted().values("pk")) if wanted else queryset


class WhatFilter(admin.SimpleListFilter):
    """The kinds that anybody is told of; they are known, so no list of notices is read to name them."""

    title = _("what happened")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return sorted(((kind, kinds.words(kind)) for kind in audiences.kinds()), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = (
        "about",
        "what_happened",
        "person",
        "channel",
        "created_at",
        "delivery",
        "attempts",
        "last_error",
    )
    list_filter = (DeliveryFilter, "channel", WhatFilter, "created_at")
    list_select_related = ("person", "event__registration", "standing__partner", *TREES)
    search_fields = ("event__registration__search_text",)
    search_help_text = _("Reference, customer, project, partner, or tax number")
    exclude = ("kind",)
    readonly_fields = ("what_happened",)
    actions = ["try_again", "release", "leave_unsent"]  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Of the registrations and companies that the reader may see."""
        deals = Registration.objects.visible_to(signed_in(request)).values("pk")
        companies = Partner.objects.visible_to(signed_in(request)).values("pk")
        told = super().get_queryset(request)
        news = Q(tree_event__isnull=False, person__partner__in=companies)
        return told.filter(Q(event__registration__in=deals) | Q(standing__partner__in=companies) | news)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Notice], search_term: str
    ) -> tuple[QuerySet[Notice], bool]:
        if not search_term:
            return queryset, False
        deals = Registration.objects.sought(search_term).values("pk")
        return queryset.filter(event__registration__in=deals), False

    @admin.display(description=_("about"))
    def about(self, notice: Notice) -> str:
        if notice.tree_event:
            return str(notice.tree_event.node)
        return str(notice.event.registration if notice.event else notice.standing and notice.standing.partner)

    @admin.display(description=_("what happened"))
    def what_happened(self, notice: Notice) -> str:
        return kinds.words(notice.kind)

    @admin.display(description=_("delivery"))
    def delivery(self, notice: Notice) -> str:
        if notice.channel == Channel.PORTAL:
            return str(_("Read")) if notice.read_at else str(_("Unread"))
        if notice.given_up_at:
            return str(_("Given up"))
        if notice.held_at:
            return str(_("Held"))
        return str(_("Sent")) if notice.sent_at else str(_("Waiting"))

    @admin.action(description=_("Try again (dead letters)"), permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        at = now()
        revived = sum(dispatch.try_again(notice, at) for notice in queryset)
        words = ngettext("%(count)d letter goes out again.", "%(count)d letters go out again.", revived)
        self.message_user(request, words % {"count": revived}, messages.SUCCESS)

    @admin.action(description=_("Send (held letters)"), permissions=["retry"])
    def release(self, request: HttpRequest, queryset: NoticeQuerySet) -> None:
        released = quarantine.release(queryset, now())
        words = ngettext("%(count)d letter goes out.", "%(count)d letters go out.", released)
        self.message_user(request, words % {"count": released}, messages.SUCCESS)

    @admin.action(description=_("Leave unsent (held letters)"), permissions=["retry"])
    def leave_unsent(self, request: HttpRequest, queryset: NoticeQuerySet) -> None:
        left = quarantine.leave_unsent(queryset, now())
        words = ngettext("%(count)d letter stays unsent.", "%(count)d letters stay unsent.", left)
        self.message_user(request, words % {"count": left}, messages.SUCCESS)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).role == Role.PROGRAMME_MANAGER
