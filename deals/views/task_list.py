"""The list of tasks of a draft, or of a return with what the coordinator asked."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals import acceptance, changes, countdowns
from deals.answers import BY_SLUG, Task
from deals.checklist import beside, checklist, steps
from deals.drafts import open_answers
from deals.models import Decision, Registration
from deals.reasons import REASONS
from deals.states import Status
from deals.views.access import member, own
from partners.clock import now


def written(request: HttpRequest, reference: str) -> Registration:
    """The registration with its lists, for the pages of the form."""
    return own(request, reference, Registration.objects.for_writing())


def writable(request: HttpRequest, row: Registration) -> bool:
    """Whether the reader may write it now: the company that files it, while answers are open.

    What a distributor writes on behalf, its partner confirms or objects to; the names in it are not the partner's.
    """
    return row.filing_company_id == member(request).partner_id and bool(open_answers(row))


def open_tasks(row: Registration) -> list[Task]:
    """The tasks the reader may write now, in their order."""
    opened = set(open_answers(row))
    return [task for task in BY_SLUG.values() if not task.names or opened & set(task.names)]


def closed(request: HttpRequest, row: Registration) -> HttpResponse | None:
    """Where to go instead, when the reader cannot write it."""
    if writable(request, row):
        return None
    if open_answers(row) and row.distributor is not None:
        messages.info(request, _("%s writes this registration on your behalf.") % row.distributor.name)
    else:
        messages.info(request, _("The answers of this registration cannot be changed now."))
    return redirect("registration-detail", row.reference)


@require_safe
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """The list of tasks of a draft."""
    at, row = now(), written(request, reference)
    if row.status == Status.RETURNED:
        return redirect("registration-answer", reference)
    return closed(request, row) or render(request, "deals/register/tasks.html", _list(row, at))


@require_safe
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """What the coordinator asked, and the tasks it opened."""
    at, row = now(), written(request, reference)
    if row.status != Status.RETURNED:
        return redirect("registration-edit", reference)
    if elsewhere := closed(request, row):
        return elsewhere
    decision = row.decisions.filter(act=Decision.Act.RETURN).latest("pk")
    page = _list(row, at) | {
        "decision": decision,
        "changes": changes.since_submission(row),
        "reasons": [REASONS[code] for code in decision.codes],
        "deadline": row.answer_due_at
        and countdowns.deadline(row.answer_due_at, at, label=_("Answer to keep your place")),
        "keeps_place": acceptance.keeps_place(row, at),
    }
    return render(request, "deals/register/answer.html", page)


def _list(row: Registration, at: datetime) -> dict[str, Any]:
    found = checklist(row, at)
    return {
        "row": row,
        "beside": beside(found, None),
        "steps": steps(row, found, open_answers(row)),
        "task": None,
    }
