"""What a coordinator chooses for the own desk: single-letter shortcuts, and whether the next case opens by itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from partners import people
from partners.admin.scope import signed_in


class ChoicesForm(forms.Form):
    next_case = forms.BooleanField(
        label=gettext_lazy("Open the next case by itself after a decision"), required=False,
        help_text=gettext_lazy("Otherwise the decided case stays open."),
    )  # fmt: skip
    shortcuts = forms.BooleanField(
        label=gettext_lazy("Single-letter keyboard shortcuts"), required=False,
        help_text=gettext_lazy(
            "Such as A to approve. Leave this off if you speak to your computer, or type by accident."
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, site: dict[str, Any]) -> HttpResponse:
    user = signed_in(request)
    form = ChoicesForm(
        request.POST or None,
        initial={"next_case": user.next_case, "shortcuts": user.shortcuts},
        label_suffix="",
    )
    if request.method == "POST":
        said = {name: name in request.POST for name in form.fields}
        people.choose_desk(user, **said)
        messages.success(request, _("Your choices are kept."))
        return redirect(reverse("admin:deals_registration_changelist"))
    context = {**site, "title": _("Your desk"), "subtitle": None, "form": form}
    return TemplateResponse(request, "admin/deals/registration/choices.html", context)
