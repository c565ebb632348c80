"""A decision's own page: its small form, and what the verb said if it refused. Typed notes are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from deals import acceptance, seconds, triage
from deals.admin import answering, history, preview, reviewing, rewarding, together
from deals.admin.acts import Act, Seen
from deals.admin.hearing_words import hearing_words
from deals.admin.pending import Pending, fresh, pending
from deals.admin.sheet import Criterion, failing
from deals.admin.words import desk_label
from deals.models import Registration
from deals.refusals import Conflict, IllegalMove, NotAcceptable, Refused
from deals.states import Status
from deals.timeline import Entry
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import User

ACTS: dict[str, Act] = {
    act.slug: act for act in (*reviewing.ACTS, *together.ACTS, *answering.ACTS, *rewarding.ACTS)
}


@dataclass(frozen=True)
class Trouble:
    """Why a verb refused: its words, the criteria in the way, and what somebody else did meanwhile."""

    words: str
    failing: list[Criterion]
    newest: Entry | None


@dataclass(frozen=True)
class Shown:
    """The letter as the partner would read it; `letter` is None where the partner is told nothing."""

    letter: Any


def trouble(refusal: Refused, row: Registration, user: User, at: datetime) -> Trouble:
    overtaken = isinstance(refusal, Conflict | IllegalMove)
    return Trouble(
        words=str(refusal),
        failing=failing(row, refusal.failing) if isinstance(refusal, NotAcceptable) else [],
        newest=history.newest(row, user, at) if overtaken else None,
    )


def offered(row: Registration, waiting: Pending) -> list[Act]:
    """The acts that the table of moves and what waits allow now."""
    return [act for act in ACTS.values() if act.legal(row) and act.offered(row, waiting)]


def version_seen(request: HttpRequest) -> int:
    """The version that was on the screen; -1, which no row has, when the form did not say."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() else -1


def require_coordinator(request: HttpRequest) -> User:
    user = signed_in(request)
    if not user.is_coordinator:
        raise PermissionDenied
    return user


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, row: Registration, slug: str, site: dict[str, Any]) -> HttpResponse:
    """Show the form of an act, or carry it out and go back to the review page."""
    act = ACTS.get(slug)
    if act is None:
        raise Http404
    user, at = require_coordinator(request), now()
    if request.method != "POST":
        return redirect(review_url(row)) if act.at_once else page(request, row, act, site, act.form(row=row))
    form = act.form(request.POST, row=row)
    if not form.is_valid():
        return page(request, row, act, site, form, status=422)
    seen = Seen(user, at, version_seen(request))
    try:
        if "preview" in request.POST:
            shown = preview.letter(row, lambda: act.carry_out(row, form, seen))
            return page(request, row, act, site, form, shown=Shown(shown))
        act.carry_out(row, form, seen)
    except Refused as refusal:
        row = fresh(row)
        return page(request, row, act, site, form, trouble(refusal, row, user, at), status=409)
    messages.success(request, f"{row.reference}: {act.done}")
    return redirect(onward(row, act, user))


def onward(row: Registration, act: Act, user: User) -> str:
    """Where an act leads: to the next case if the person wants it, else back to this one."""
    if not (act.leads_on and user.next_case):
        return review_url(row)
    following = triage.next_case(user, after=row)
    return review_url(following) if following else reverse("admin:deals_registration_changelist")


def review_url(row: Registration) -> str:
    return reverse("admin:deals_registration_change", args=[row.pk])


def page(
    request: HttpRequest,
    row: Registration,
    act: Act,
    site: dict[str, Any],
    form: Any,
    refused: Trouble | None = None,
    status: int = 200,
    shown: Shown | None = None,
) -> HttpResponse:
    at = now()
    waiting = pending(row)
    context = {
        **site,
        "title": act.label,
        "subtitle": None,
        "opts": Registration._meta,
        "row": row,
        "status_label": desk_label(row.status),
        "act": act,
        "form": form,
        "waiting": waiting,
        "refused": refused,
        "shown": shown,
        "possible": act.legal(row),
        "last": None if act.legal(row) else history.newest(row, signed_in(request), at),
        "hearing": hearing_words(waiting.hearing) if waiting.hearing else [],
        "in_the_way": [],
        "two_persons": "",
    }
    if act.verb == "approve" and row.status == Status.SUBMITTED and refused is None:
        findings = acceptance.all_sides(row, at)
        context["in_the_way"] = failing(row, findings)
        context["two_persons"] = seconds.two_persons_why(row, findings)
    return TemplateResponse(request, "admin/deals/registration/decide.html", context, status=status)
