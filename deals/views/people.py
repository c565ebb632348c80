"""A colleague leaves: the deals go to another colleague and the account is closed, in one step."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from deals import handover
from deals.refusals import Refused
from partners.clock import now
from partners.models import User
from partners.people import PeopleError
from partners.sealed import SealedChoiceField
from partners.views import administrator


class LeaverForm(forms.Form):
    to = SealedChoiceField(
        queryset=User.objects.none(), label=_("Who takes over the deals?"), empty_label=None,
        error_messages={
            "required": _("Choose a colleague who may sign in."),
            "invalid_choice": _("Choose a colleague who may sign in."),
        },
    )  # fmt: skip

    def __init__(self, *args: object, leaver: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        colleagues = User.objects.filter(partner=leaver.partner, is_active=True).exclude(pk=leaver.pk)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


def leaves(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who takes over, then do both or neither."""
    by, at = administrator(request), now()
    leaver = get_object_or_404(User, pk=pk, partner=by.partner, is_active=True)
    form = LeaverForm(request.POST or None, leaver=leaver, initial={"to": by.pk})
    if request.method == "POST" and form.is_valid():
        try:
            count = handover.leave(leaver, to=form.cleaned_data["to"], by=by, at=at)
        except (Refused, PeopleError) as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext(
                "The account is closed; %d deal was handed over.",
                "The account is closed; %d deals were handed over.",
                count,
            )
            messages.success(request, words % count)
            return redirect("company")
    context = {
        "form": form,
        "leaver": leaver,
        "count": handover.alive(leaver).count(),
        "page_title": _("A colleague leaves"),
    }
    return render(request, "deals/leaver.html", context)
