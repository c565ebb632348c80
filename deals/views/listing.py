"""The list of registrations: filters, order, page, columns and density in the URL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals import columns, countdowns, saved_views
from deals.actions import Action, next_step
from deals.countdowns import Deadline
from deals.filters import RegistrationFilter, order
from deals.models import Registration, SavedView
from deals.querysets import RegistrationQuerySet
from deals.states import DEADLINE_LABELS, Status
from deals.views.access import member
from deals.views.saved import address
from partners import sealed
from partners.clock import now
from partners.models import User

PAGE_SIZE = 25


@dataclass(frozen=True)
class Heading:
    """A heading: where a click leads, if it sorts, and what it says now (`aria-sort`)."""

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
    """25 rows a page; the count is of the rows this person may see. Without a query one's first view opens."""
    user, at = member(request), now()
    if not request.GET and (first := saved_views.opens_first(user)):
        return redirect(address(first))
    scoped = Registration.objects.visible_to(user)
    chosen = RegistrationFilter(request.GET, scoped, request=request, user=user, at=at)
    found, used = order(chosen.qs.with_next_deadline(), request.GET.get("sort", ""))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [_row(registration, user, at) for registration in _in_full(page, used)]
    chips = _chips(request, chosen)
    headings = columns.shown(request.GET.getlist("column"))
    here = urlencode(columns.kept(request.GET))
    context = {
        "form": chosen.form,
        "rows": shown,
        "page": page,
        "columns": {column.name: str(column.label) for column in headings},
        "headings": [_heading(request, column, used) for column in headings],
        "offered": [column for column in columns.COLUMNS if column is not columns.CUSTOMER],
        "densities": columns.DENSITIES,
        "density": "close" if columns.close(request.GET) else "",
        "kept_by_filters": columns.kept(request.GET, without=columns.FILTERS),
        "kept_by_picker": columns.kept(request.GET, without=("column", "density")),
        "here": here,
        "chips": chips,
        "filtered": bool(chips),
        "tabs": _views(request, user),
        "tab_title": _tab_title(page),
    }
    return render(request, "deals/list.html", context)


def _in_full(page: Page[Registration], used: str) -> RegistrationQuerySet:
    """The rows of a page with all they show. The page is found on its keys: sorting whole rows takes far longer."""
    assert isinstance(page.object_list, RegistrationQuerySet)
    rows = Registration.objects.filter(pk__in=page.object_list.values("pk"))
    return order(rows.for_pages().with_next_deadline(), used)[0]


def _row(registration: Registration, user: User, at: datetime) -> Row:
    action = next_step(registration, user, at)
    paused = registration.status == Status.APPROVED and registration.update_paused_at is not None
    deadline = None if paused else _deadline(registration, at)
    return Row(registration, deadline, paused, action, action.url(registration) if action else "")


def _deadline(row: Registration, at: datetime) -> Deadline | None:
    due = row.next_deadline  # type: ignore[attr-defined]
    return countdowns.deadline(due, at, label=str(DEADLINE_LABELS[row.status])) if due else None


def _views(request: HttpRequest, user: User) -> list[tuple[str, str, bool]]:
    """The saved views as tabs: name, address, and whether this is the one that is open."""
    found = list(SavedView.objects.visible_to(user).order_by("name", "pk"))
    here = request.GET.get("view", "")
    tabs = [(view.name, address(view), here == sealed.key(view)) for view in found]
    nowhere = not any(is_here for *_rest, is_here in tabs)
    return [(_("All registrations"), "?view=all", nowhere), *tabs] if tabs else []


def _tab_title(page: Page[Registration]) -> str:
    if page.paginator.num_pages == 1:
        return _("Registrations")
    told = {"page": page.number, "pages": page.paginator.num_pages}
    return _("Registrations, page %(page)d of %(pages)d") % told


def _heading(request: HttpRequest, column: columns.Column, used: str) -> Heading:
    if not column.sort:
        return Heading(column.label, column.css, "", "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{column.sort}" if used == column.sort else column.sort
    sorted_ = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(used, "")
    return Heading(column.label, column.css, f"?{query.urlencode()}", sorted_)


def _chips(request: HttpRequest, chosen: RegistrationFilter) -> list[tuple[str, str]]:
    """Each filter in force in words, with the URL that takes it away."""
    chips = []
    chosen.form.is_valid()
    for name, given in chosen.form.cleaned_data.items():
        if given in (None, ""):
            continue
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("view", None)
        query.pop(name)
        field = chosen.form.fields[name]
        words = dict(getattr(field, "choices", [])).get(given, given) if isinstance(given, str) else given
        chips.append((f"{field.label}: {words}", f"?{query.urlencode() or 'view=all'}"))
    return chips
