"""Several cases with one answer: a form first, then the verb row by row, and a report that says what became of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import decisions, review
from deals.admin.acts import Seen
from deals.admin.decide import require_coordinator
from deals.admin.words import desk_label
from deals.forms.decisions import DecisionForm, RejectForm, ReturnForm
from deals.models import Registration
from deals.refusals import Refused
from partners.clock import now

MOST = 50


@dataclass(frozen=True)
class Batch:
    """One answer for several: its verb is said once per row, each in its own transaction."""

    slug: str
    label: Any
    lead: Any
    form: type[DecisionForm]
    carry_out: Callable[[Registration, Any, Seen], object]
    style: str = "button-return"


@dataclass(frozen=True)
class Line:
    """One row of the list to look at, or of the report: `done` is None before."""

    row: Registration
    status: Any
    version: int
    done: bool | None = None
    words: str = ""


def _return(row: Registration, form: Any, seen: Seen) -> object:
    return decisions.return_to_partner(row, **form.cleaned_data, **vars(seen))


def _reject(row: Registration, form: Any, seen: Seen) -> object:
    return decisions.reject(row, **form.cleaned_data, **vars(seen))


def _remind(row: Registration, _form: Any, seen: Seen) -> object:
    return review.remind(row, **vars(seen))


BATCHES = {
    batch.slug: batch
    for batch in (
        Batch(
            "return_chosen", gettext_lazy("Return"),
            gettext_lazy(
                "Each partner reads the same reasons and words. "
                "A case that changed meanwhile is left as it is."
            ),
            ReturnForm, _return,
        ),
        Batch(
            "reject_chosen", gettext_lazy("Reject"),
            gettext_lazy(
                "Each partner reads the same reasons and words, with its own way to appeal. "
                "A case that changed meanwhile is left as it is."
            ),
            RejectForm, _reject, "button-reject",
        ),
        Batch(
            "remind_chosen", gettext_lazy("Remind the partner"),
            gettext_lazy(
                "Each partner gets one letter with its own deadline: "
                "to answer a return, or to record an update."
            ),
            DecisionForm, _remind,
        ),
    )
}  # fmt: skip


def respond(
    request: HttpRequest, chosen: QuerySet[Registration], slug: str, site: dict[str, Any]
) -> HttpResponse:
    """The page of a batch: choose the answer, then read the report. `chosen` are among those the person may see."""
    batch, user, at = BATCHES[slug], require_coordinator(request), now()
    rows = list(chosen.select_related("partner", "region")[:MOST])
    confirmed = "confirm" in request.POST and bool(rows)
    form = batch.form(request.POST if confirmed else None, row=rows[0]) if rows else None
    lines = [Line(row, desk_label(row.status), row.version) for row in rows]
    if confirmed and form is not None and form.is_valid():
        lines = [_said(request, batch, form, row, user, at) for row in rows]
    done = [line for line in lines if line.done]
    context = {
        **site, "title": batch.label, "subtitle": None, "batch": batch, "form": form, "lines": lines,
        "reported": any(line.done is not None for line in lines), "done": len(done), "most": MOST,
    }  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, "admin/deals/registration/batch.html", context, status=status)


def _said(request: HttpRequest, batch: Batch, form: Any, row: Registration, user: Any, at: Any) -> Line:
    seen = request.POST.get(f"version-{row.pk}", "")
    try:
        batch.carry_out(row, form, Seen(user, at, int(seen) if seen.isdecimal() else -1))
    except Refused as refusal:
        return Line(row, desk_label(row.status), row.version, False, str(refusal))
    return Line(row, desk_label(row.status), row.version, True, _("Done."))
