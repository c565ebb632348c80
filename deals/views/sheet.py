"""The update sheet: one line for each registration whose update is due, saved many at once.

Each line is its own transaction: what is good is saved, what is not stays with what was typed.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import agenda, countdowns, timeline, updates
from deals.countdowns import Deadline
from deals.drafts import newer_than
from deals.forms.sheet import UpdateLine
from deals.models import Registration, Update
from deals.querysets import RegistrationQuerySet
from deals.refusals import Conflict, Refused
from deals.states import Status
from deals.update_words import because_words, summary
from deals.views.access import member
from partners import sealed
from partners.clock import now
from partners.models import User

LINES_MOST = 25
# The key of the newest update of each registration; one query then reads them all.
LAST = Subquery(Update.objects.filter(registration=OuterRef("pk")).order_by("-pk").values("pk")[:1])
DUE, ALL = "", "all"


@dataclass
class Line:
    """One registration of the sheet: what is due, what was said last, and what happened while it was open."""

    row: Registration
    form: UpdateLine
    deadline: Deadline | None
    last: Update | None = None
    said: str = ""
    ago: str = ""
    happened: Sequence[timeline.Entry] = field(default_factory=list)
    gone: bool = False


@dataclass(frozen=True)
class Saved:
    """A saved line: whether it counted, why, and when the next update is due."""

    update: Update
    because: str
    due: str
    paused: bool


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """What is due within a week or, asked for, every approved registration; nothing changes before the button."""
    user, at = member(request), now()
    which = ALL if request.GET.get("show") == ALL else DUE
    if request.method == "POST":
        return _save(request, user, at, which)
    mine = Registration.objects.visible_to(user).filter(status=Status.APPROVED)
    due = mine.filter(agenda.condition("update", user, at))
    chosen = (mine if which == ALL else due).for_pages().annotate(last_update=LAST)
    page = Paginator(chosen.order_by("update_due_at", "pk"), LINES_MOST).get_page(request.GET.get("page"))
    lines = [Line(row, UpdateLine(row=row, at=at), countdowns.update_deadline(row, at)) for row in page]
    context = {
        "page": page,
        "tabs": [
            (_("Due within 7 days"), reverse("update-sheet"), which == DUE, due.count()),
            (_("All approved"), f"{reverse('update-sheet')}?show={ALL}", which == ALL, mine.count()),
        ],
        "next_due": mine.filter(update_paused_at=None).order_by("update_due_at").first(),
        "saved": _saved(request.GET, user),
    }
    return _page(request, lines, at, context)


def _save(request: HttpRequest, user: User, at: datetime, which: str) -> HttpResponse:
    """Say the verb for each line that was begun; the sheet comes back where one of them needs another look."""
    asked = list(dict.fromkeys(request.POST.getlist("row")))[:LINES_MOST]
    found = (
        Registration.objects.visible_to(user)
        .for_pages()
        .annotate(last_update=LAST)
        .filter(reference__in=asked)
    )
    rows = {row.reference: row for row in found}
    lines, keys, trouble = [], [], False
    for row in (rows[reference] for reference in asked if reference in rows):
        line = Line(row, UpdateLine(request.POST, row=row, at=at), countdowns.update_deadline(row, at))
        if line.form.begun and (update := _record(line, user, at)) is not None:
            keys.append(sealed.key(update))
            continue
        trouble = trouble or line.form.begun
        if not line.form.begun:
            line.form = UpdateLine(row=row, at=at)
        lines.append(line)
    if trouble:
        query = QueryDict(urlencode({"saved": ",".join(keys)}))
        clash = any(line.happened or line.gone for line in lines)
        context = {"saved": _saved(query, user), "again": True}
        return _page(request, lines, at, context, status=409 if clash else 200)
    if not keys:
        messages.warning(request, _("Nothing was saved: no line was filled in."))
    kept = {name: words for name, words in (("show", which), ("saved", ",".join(keys))) if words}
    return redirect(f"{reverse('update-sheet')}?{urlencode(kept, safe=',')}" if kept else "update-sheet")


def _record(line: Line, user: User, at: datetime) -> Update | None:
    """The saved update; None where the line needs another look, with the reason in its form."""
    form, row = line.form, line.row
    if not form.is_valid():
        return None
    seen = form.cleaned_data["version"]
    try:
        return updates.record_update(row, form.report(), by=user, at=at, version=seen)
    except Conflict as refusal:
        row.refresh_from_db()
        newer = newer_than(row.events.select_related("actor"), seen)
        line.happened = timeline.entries(row, newer, viewer=user, at=at)
        line.gone = row.status != Status.APPROVED
        line.deadline = countdowns.update_deadline(row, at)
        form.build_on(row.partner_version)
        form.refuse(str(refusal))
    except Refused as refusal:
        form.refuse(str(refusal), refusal.about)
        line.gone = row.status != Status.APPROVED
    return None


def _saved(query: QueryDict, user: User) -> list[Saved]:
    """The updates that the address names, if they are this person's business."""
    keys = []
    for text in query.get("saved", "").split(",")[:LINES_MOST]:
        with suppress(ValueError):
            keys.append(sealed.opened(text, Update))
    if not keys:
        return []
    rows: RegistrationQuerySet = Registration.objects.visible_to(user)
    found = Update.objects.filter(pk__in=keys, registration__in=rows, by=user)
    return [
        Saved(
            update,
            because_words(update.because),
            countdowns.in_words(update.due_after),
            update.registration.update_paused_at is not None,
        )
        for update in found.select_related("registration").order_by("pk")
    ]


def _page(
    request: HttpRequest, lines: list[Line], at: datetime, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    keys = [line.row.last_update for line in lines]  # type: ignore[attr-defined]
    newest = Update.objects.in_bulk([key for key in keys if key])
    for line, key in zip(lines, keys, strict=True):
        line.last = newest.get(key)
        if line.last is not None:
            line.said, line.ago = summary(line.last), countdowns.ago_words(line.last.at, at)
    found: Page[Registration] | None = context.get("page")
    title = _("Updates")
    if found is not None and found.paginator.num_pages > 1:
        told = {"page": found.number, "pages": found.paginator.num_pages}
        title = _("Updates, page %(page)d of %(pages)d") % told
    shared = {"lines": lines, "mistaken": any(line.form.errors for line in lines), "tab_title": title}
    return render(request, "deals/sheet.html", {**shared, **context}, status=status)
