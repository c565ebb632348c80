"""The partner's right of reply before a revocation."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import hearings, revocation
from deals.countdowns import in_words
from deals.forms.actions import ActionForm, HearingForm
from deals.models import Registration
from deals.views.actions import ActionView, Page
from partners.models import User


class HearingView(ActionView):
    verb = "reply_hearing"
    form_class = HearingForm
    title = _("Reply to the hearing")
    button = _("Send the reply")

    def why_not(self, row: Registration, at: datetime) -> str:
        return revocation.cannot_reply(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        hearing = hearings.current(row)
        if hearing is None:
            return Page()
        return Page(
            words=(
                _("Nothing is decided before you replied or the time is over. Then two coordinators decide."),
                _("Documents that support you can be added on the page of the registration."),
            ),
            facts=((_("Reply to the hearing by"), in_words(hearing.until)),),
            quote=hearing.words,
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        said = form.cleaned_data
        revocation.reply_hearing(row, reply=said["reply"], by=by, at=at, version=said["version"])
        messages.success(request, gettext("Your coordinator has your reply."))
