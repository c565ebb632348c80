"""Saved views of the list: keep the present one, rename, share, let one open first, delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deals import saved_views
from deals.forms.saved_view import SavedViewForm
from deals.models import SavedView
from deals.refusals import Refused
from deals.views.access import member
from partners import sealed
from partners.clock import now
from partners.models import User


def address(view: SavedView) -> str:
    """Where the view opens."""
    here = f"view={sealed.key(view)}"
    query = f"{view.query}&{here}" if view.query else here
    return f"{reverse('registration-list')}?{query}"


@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """The views this person sees, each with its form; a POST keeps the list that the address names."""
    user = member(request)
    form = SavedViewForm(request.POST or None, prefix="new")
    if request.method == "POST" and form.is_valid():
        query = QueryDict(request.POST.get("query", "")[:4000])
        try:
            view = saved_views.keep(query, **form.cleaned_data, by=user, at=now())
        except Refused as refusal:
            form.add_error(refusal.about or None, str(refusal))
        else:
            messages.success(request, _("The view is kept."))
            return redirect(address(view))
    query_text = request.POST.get("query", request.GET.urlencode())
    return _page(request, user, form if "query" in request.POST or request.GET else None, query_text)


@require_POST
def change(request: HttpRequest, view: int) -> HttpResponse:
    """Rename, share, let open first, or delete."""
    user = member(request)
    row = get_object_or_404(SavedView.objects.changeable_by(user), pk=view)
    if "delete" in request.POST:
        saved_views.remove(row, by=user)
        messages.success(request, _("The view is deleted; its registrations are as they were."))
        return redirect("view-list")
    form = SavedViewForm(request.POST, prefix=f"view-{sealed.key(row)}")
    if form.is_valid():
        try:
            saved_views.change(row, **form.cleaned_data, by=user)
        except Refused as refusal:
            form.add_error(refusal.about or None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("view-list")
    return _page(request, user, None, "", mistaken=(row.pk, form))


def _page(
    request: HttpRequest,
    user: User,
    new: SavedViewForm | None,
    query: str,
    mistaken: tuple[int, SavedViewForm] | None = None,
) -> HttpResponse:
    shown = []
    mine = set(SavedView.objects.changeable_by(user).values_list("pk", flat=True))
    for row in SavedView.objects.visible_to(user).select_related("owner"):
        initial = {"name": row.name, "shared": row.shared, "is_default": row.is_default}
        form = SavedViewForm(initial=initial, prefix=f"view-{sealed.key(row)}")
        if mistaken and mistaken[0] == row.pk:
            form = mistaken[1]
        shown.append((row, address(row), form if row.pk in mine else None))
    error = mistaken[1] if mistaken else new
    context = {"shown": shown, "new": new, "query": query, "form": error}
    return render(request, "deals/saved_views.html", context)
