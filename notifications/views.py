"""The reader's own notices, grouped by registration, and what of them is mailed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from notifications import choices, digests
from notifications.forms import MailForm, MarkAllForm
from notifications.grouping import grouped
from notifications.models import Notice
from notifications.querysets import NoticeQuerySet
from partners import sealed
from partners.clock import now
from partners.models import User


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
            "mark_all": MarkAllForm(initial={"newest": sealed.key(newest)}) if newest else None,
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


def mail_choices(request: HttpRequest) -> HttpResponse:
    """What is mailed, when and how loud: one row a topic, those that must be told locked."""
    person = _person(request)
    form = MailForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choices.choose(person, form.mails(), **form.habit(), at=now())
        messages.success(request, _("Saved."))
        return redirect("mail-choices")
    return render(request, "notifications/mail_choices.html", {"form": form})


@csrf_exempt
def stop_digest(request: HttpRequest, signed: str) -> HttpResponse:
    """End a person's digests (RFC 8058): a mail program posts without a session, a person presses the button.

    The signed address is the whole permission; looking at the page changes nothing.
    """
    person = digests.reader(signed)
    if person is None:
        raise Http404
    if request.method == "POST":
        choices.stop_digest(person, now())
    return render(request, "notifications/digest_stop.html", {"stopped": request.method == "POST"})


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _own(request: HttpRequest) -> NoticeQuerySet:
    return Notice.objects.for_person(_person(request))


def _back(request: HttpRequest) -> HttpResponse:
    """To the same page and filter of the list."""
    asked = request.GET.urlencode()
    return redirect(f"{reverse('notice-list')}?{asked}" if asked else "notice-list")
