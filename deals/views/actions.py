"""One page for each verb a partner says about a registration: GET asks, POST does, nothing else changes anything.

A refusal is told beside the form with everything typed still there. A step the table does not have from the present
state leads back to the registration, saying so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from deals import timeline
from deals.countdowns import Deadline
from deals.drafts import newer_than
from deals.forms.actions import ActionForm
from deals.models import Registration
from deals.moves import MOVES
from deals.refusals import Conflict, IllegalMove, NotYours, Refused
from deals.saving import Difference
from deals.views.access import member, own
from partners.clock import now
from partners.models import User


@dataclass(frozen=True)
class Page:
    """What the page tells before it asks: words, pairs of a label and words, and what a coordinator wrote."""

    words: Sequence[Any] = ()
    facts: Sequence[tuple[Any, str]] = ()
    deadline: Deadline | None = None
    quote: str = ""


class ActionView(View):
    """A page that says one verb. Subclasses name the verb, its form and its words, and say it in `act`."""

    verb: ClassVar[str]
    form_class: ClassVar[type[ActionForm]] = ActionForm
    template_name: ClassVar[str] = "deals/action.html"
    title: ClassVar[Any]
    button: ClassVar[Any]
    tone: ClassVar[str] = "primary"

    def form(self, row: Registration, at: datetime, **given: Any) -> ActionForm:
        """The form as it is at an instant; `given` is what was posted or stands in it at first."""
        return self.form_class(row=row, **given)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        user, at = member(request), now()
        row = self.registration(request, reference)
        if elsewhere := self.elsewhere(request, row):
            return elsewhere
        return self.page(request, row, self.form(row, at, initial=self.initial(row, at)), user, at)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        user, at = member(request), now()
        row = self.registration(request, reference)
        form = self.form(row, at, data=request.POST)
        if not form.is_valid():
            return self.page(request, row, form, user, at)
        try:
            self.act(request, row, form, by=user, at=at)
        except (IllegalMove, NotYours) as refusal:
            messages.warning(request, str(refusal))
        except Conflict as refusal:
            return self.conflict(request, row, form, refusal, user, at)
        except Refused as refusal:
            form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
            return self.page(request, row, form, user, at)
        return redirect("registration-detail", row.reference)

    def registration(self, request: HttpRequest, reference: str) -> Registration:
        """Whose page it is. Raises Http404 for anybody else."""
        return own(request, reference)

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        """Say the verb and tell the person what came of it."""
        raise NotImplementedError

    def initial(self, row: Registration, at: datetime) -> dict[str, Any]:
        return {}

    def tell(self, row: Registration, at: datetime) -> Page:
        """What to read before pressing the button."""
        return Page()

    def why_not(self, row: Registration, at: datetime) -> str:
        """Why it cannot be done yet, with what would make it possible; "" when it can."""
        return ""

    def elsewhere(self, request: HttpRequest, row: Registration) -> HttpResponse | None:
        """Back to the registration when its state has no such step at all."""
        if row.status in MOVES[self.verb].sources:
            return None
        words = _("This cannot be done while the registration is: %s.") % row.get_status_display()
        messages.warning(request, words)
        return redirect("registration-detail", row.reference)

    def conflict(
        self,
        request: HttpRequest,
        row: Registration,
        form: ActionForm,
        refusal: Conflict,
        user: User,
        at: datetime,
    ) -> HttpResponse:
        """Say what happened meanwhile and keep the answers; the next press builds on what is there now."""
        if elsewhere := self.elsewhere(request, row):
            return elsewhere
        newer = newer_than(row.events.select_related("actor"), form.cleaned_data["version"])
        happened = timeline.entries(row, newer, viewer=user, at=at)
        differences = form.differences()
        form.build_on(row.partner_version)
        form.add_error(None, str(refusal))
        return self.page(request, row, form, user, at, status=409, happened=happened, differences=differences)

    def page(
        self,
        request: HttpRequest,
        row: Registration,
        form: ActionForm,
        user: User,
        at: datetime,
        *,
        status: int = 200,
        happened: Sequence[timeline.Entry] = (),
        differences: Sequence[Difference] = (),
    ) -> HttpResponse:
        context = {
            "row": row, "form": form, "title": self.title, "button": self.button, "tone": self.tone,
            "told": self.tell(row, at), "why_not": self.why_not(row, at), "happened": happened,
            "differences": differences,
        }  # fmt: skip
        return render(request, self.template_name, context, status=status)
