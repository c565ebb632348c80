"""The list of registrations: filters, order and page in the URL."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from deals import countdowns
from deals.actions import Action, next_step
from deals.countdowns import Deadline
from deals.filters import RegistrationFilter, order
from deals.models import Registration
from deals.states import DEADLINE_LABELS, Status
from deals.views.access import member
from partners.clock import now

PAGE_SIZE = 25
COLUMNS = (
    ("customer", lazy("Customer and project"), ""),
    ("status", lazy("Status"), ""),
    ("budget", lazy("Budget"), "number"),
    ("deadline", lazy("Next deadline"), ""),
    ("valid", lazy("Valid until"), ""),
)


@dataclass(frozen=True)
class Column:
    """A sortable heading: where a click leads, and what it says now (`aria-sort`)."""

    label: Any
    css: str
    link: str
    sorted: str


@dataclass(frozen=True)
class Row:
    registration: Registration
    deadline: Deadline | None
    paused: bool
    action: Action | None
    url: str


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """25 rows a page; the count is of the rows this person may see."""
    user, at = member(request), now()
    scoped = Registration.objects.visible_to(user)
    chosen = RegistrationFilter(request.GET, scoped, request=request, user=user, at=at)
    rows, used = order(chosen.qs.for_pages().with_next_deadline(), request.GET.get("sort", ""))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = []
    for registration in page.object_list:
        action = next_step(registration, user, at)
        paused = registration.status == Status.APPROVED and registration.update_paused_at is not None
        deadline = None if paused else _deadline(registration, at)
        url = action.url(registration) if action else ""
        shown.append(Row(registration, deadline, paused, action, url))
    chips = _chips(request, chosen)
    context = {
        "form": chosen.form,
        "rows": shown,
        "page": page,
        "columns": [_column(request, *column, used) for column in COLUMNS],
        "sort": used if "sort" in request.GET else "",
        "chips": chips,
        "filtered": bool(chips),
        "tab_title": _tab_title(page),
    }
    return render(request, "deals/list.html", context)


def _deadline(row: Registration, at: Any) -> Deadline | None:
    due = row.next_deadline  # type: ignore[attr-defined]
    return countdowns.deadline(due, at, label=str(DEADLINE_LABELS[row.status])) if due else None


def _tab_title(page: Page[Registration]) -> str:
    if page.paginator.num_pages == 1:
        return _("Registrations")
    told = {"page": page.number, "pages": page.paginator.num_pages}
    return _("Registrations, page %(page)d of %(pages)d") % told


def _column(request: HttpRequest, name: str, label: Any, css: str, used: str) -> Column:
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{name}" if used == name else name
    sorted_ = {name: "ascending", f"-{name}": "descending"}.get(used, "")
    return Column(label, css, f"?{query.urlencode()}", sorted_)


def _chips(request: HttpRequest, chosen: RegistrationFilter) -> list[tuple[str, str]]:
    """Each filter in force in words, with the URL that takes it away."""
    chips = []
    chosen.form.is_valid()
    for name, given in chosen.form.cleaned_data.items():
        if given in (None, ""):
            continue
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name)
        field = chosen.form.fields[name]
        words = dict(getattr(field, "choices", [])).get(given, given) if isinstance(given, str) else given
        chips.append((f"{field.label}: {words}", f"?{query.urlencode()}"))
    return chips
