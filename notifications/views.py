"""The reader's own notices, grouped by registration."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from deals.models import Registration
from notifications import letters
from notifications.forms import MarkAllForm
from notifications.models import Notice
from notifications.querysets import NoticeQuerySet
from partners.clock import now
from partners.models import User


@dataclass(frozen=True)
class Line:
    notice: Notice
    headline: str
    path: str


@dataclass(frozen=True)
class Group:
    """The notices of one registration, newest first; without a registration, those about the company."""

    registration: Registration | None
    lines: list[Line]


def grouped(notices: Iterable[Notice]) -> list[Group]:
    """In the order of each group's newest notice."""
    groups: dict[int, Group] = {}
    for notice in notices:
        registration = notice.event.registration if notice.event else None
        group = groups.setdefault(registration.pk if registration else 0, Group(registration, []))
        group.lines.append(Line(notice, letters.headline(notice), letters.path(notice)))
    return list(groups.values())


class NoticeList(ListView):
    template_name = "notifications/notice_list.html"
    paginate_by = 25

    def get_queryset(self) -> NoticeQuerySet:
        own = _own(self.request)
        return (own.unread() if self.only_unread else own).with_subject()

    @property
    def only_unread(self) -> bool:
        return self.request.GET.get("only") == "unread"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = context["page_obj"].object_list
        newest = _own(self.request).unread().first() if shown else None
        return context | {
            "groups": grouped(shown),
            "only_unread": self.only_unread,
            "mark_all": MarkAllForm(initial={"newest": newest.pk}) if newest else None,
        }


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(_own(request), pk=pk)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=now())
    return _back(request)


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    form = MarkAllForm(request.POST)
    if form.is_valid():
        seen = _own(request).unread().filter(pk__lte=form.cleaned_data["newest"])
        marked = seen.update(read_at=now())
        messages.success(
            request,
            ngettext("%(count)d notice marked as read.", "%(count)d notices marked as read.", marked)
            % {"count": marked},
        )
    return _back(request)


def _own(request: HttpRequest) -> NoticeQuerySet:
    assert isinstance(request.user, User)
    return Notice.objects.for_person(request.user)


def _back(request: HttpRequest) -> HttpResponse:
    """To the same page and filter of the list."""
    asked = request.GET.urlencode()
    return redirect(f"{reverse('notice-list')}?{asked}" if asked else "notice-list")
