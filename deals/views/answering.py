"""The page of one task, and saving it while the person types."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from deals import countdowns, remembered
from deals.answers import BY_SLUG, Task, answered
from deals.checklist import beside, checklist
from deals.drafts import open_answers
from deals.forms import TaskForm, form_for
from deals.forms.rows import Rows
from deals.models import Registration
from deals.refusals import Refused
from deals.saving import Difference, Saved, save
from deals.views import reusing
from deals.views.access import member, version_seen
from deals.views.task_list import closed, open_tasks, writable, written
from partners.clock import now


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """One task. What is good is saved; what is not stays on the page with a word on how to mend it."""
    at, row, this = now(), written(request, reference), _task(slug)
    if elsewhere := closed(request, row):
        return elsewhere
    if request.method == "GET" or this not in open_tasks(row):
        return _render(request, row, this, None, at)
    form = form_for(slug, row, at, reusing.posted(request, row, this))
    whole = form.is_valid()
    differences: tuple[Difference, ...] = ()
    try:
        differences = _save(request, row, this, form, at).differences
    except Refused as refusal:
        messages.error(request, str(refusal))
        whole = False
    stays = {"add", "remove", "take"} & set(request.POST)
    if whole and not differences and not stays:
        _warn(request, written(request, reference), this, at)
        return redirect(_next(request, row, this))
    if "add" in request.POST and isinstance(form, Rows):
        form.add()
    return _render(request, written(request, reference), this, form, at, differences)


@require_POST
def autosave(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Save what is good of a page that is still being typed; answers with when, the new version and the checklist."""
    at, row, this = now(), written(request, reference), _task(slug)
    if not writable(request, row):
        raise Http404
    form = form_for(slug, row, at, request.POST)
    form.is_valid()
    page: dict[str, Any] = {"time": countdowns.hour_in_words(at), "mistakes": form.mistakes()}
    try:
        page |= {"refusal": "", "differences": _save(request, row, this, form, at).differences}
    except Refused as refusal:
        page |= {"refusal": str(refusal), "differences": ()}
    fresh = written(request, reference)
    found = checklist(fresh, at)
    page |= {
        "row": fresh, "beside": beside(found, this), "shown": remembered.shown(fresh, this.names),
        "warnings": found.warnings(this),
    }  # fmt: skip
    return render(request, "deals/register/_saved.html", page)


def _task(slug: str) -> Task:
    if slug not in BY_SLUG or not BY_SLUG[slug].names:
        raise Http404
    return BY_SLUG[slug]


def _save(request: HttpRequest, row: Registration, this: Task, form: TaskForm, at: datetime) -> Saved:
    base = remembered.read(request.POST.get("shown", ""), this.names)
    return save(row, form.answers(), seen=version_seen(request), by=member(request), at=at, base=base)


def _warn(request: HttpRequest, row: Registration, this: Task, at: datetime) -> None:
    """Say what a rule has against the answers just saved; they are kept, and can be mended until the submission."""
    for point in checklist(row, at).warnings(this):
        messages.warning(request, f"{this.title}: {point.words}")


def _next(request: HttpRequest, row: Registration, this: Task) -> str:
    """The task after this one, or the page from which the person came."""
    if request.POST.get("go") == "tasks":
        return reverse("registration-edit", args=[row.reference])
    if request.POST.get("back") == "check":
        return reverse("registration-check", args=[row.reference])
    following = open_tasks(row)
    return following[following.index(this) + 1].url(row.reference)


def _render(
    request: HttpRequest,
    row: Registration,
    this: Task,
    form: TaskForm | None,
    at: datetime,
    differences: tuple[Difference, ...] = (),
) -> HttpResponse:
    found, among = checklist(row, at), open_tasks(row)
    back = request.POST.get("back", request.GET.get("back", ""))
    if form is None:
        form = form_for(this.slug, row, at)
        for point in found.at(this):
            if point.wrong or back == "check":
                form.point_out(point.field, point.words)
    page = {
        "row": row, "task": this, "form": form, "is_list": isinstance(form, Rows), "beside": beside(found, this),
        "position": among.index(this) + 1 if this in among else 0, "among": len(among), "back": back,
        "mistakes": form.mistakes(), "differences": differences,
        "closed": [answered(row, name) for name in this.names if name not in open_answers(row)],
        "opened": bool(set(this.names) & set(open_answers(row))), "shown": remembered.shown(row, this.names),
        "offers": reusing.offers(request, row, this),
    }  # fmt: skip
    return render(request, "deals/register/task.html", page, status=409 if differences else 200)
