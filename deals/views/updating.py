"""The update page; the links in reminder mails open it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from deals import countdowns, updates
from deals.forms.actions import ActionForm
from deals.forms.update import UpdateForm
from deals.models import Registration
from deals.update_words import because_words, changed_words, outcome
from deals.views.actions import ActionView, Page
from partners.models import User


class UpdateView(ActionView):
    verb = "record_update"
    form_class = UpdateForm
    template_name = "deals/update.html"
    title = _("Update")
    button = _("Save update")

    def form(self, row: Registration, at: datetime, **given: Any) -> UpdateForm:
        return UpdateForm(row=row, at=at, **given)

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        assert isinstance(form, UpdateForm)
        seen = form.cleaned_data["version"]
        update = updates.record_update(row, form.report(), by=by, at=at, version=seen)
        tell = messages.success if update.counted else messages.warning
        tell(request, outcome(update, paused=row.update_paused_at is not None))

    def tell(self, row: Registration, at: datetime) -> Page:
        """When it is due, and what was said last time."""
        facts: list[tuple[Any, str]] = []
        last = row.updates.first()
        if last is not None:
            when = f"{countdowns.in_words(last.at)} ({countdowns.ago_words(last.at, at)})"
            facts.append((_("Last update"), when))
            if last.changed:
                facts.append((_("It said"), changed_words(last)))
            if last.next_step:
                facts.append((_("Next step then"), last.next_step))
            facts.append((_("Did it count?"), because_words(last.because)))
        return Page(facts=facts, deadline=countdowns.update_deadline(row, at))
