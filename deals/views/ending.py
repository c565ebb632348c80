"""Ending a registration, and answering what a distributor registered on one's behalf."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import behalf, lifecycle
from deals.forms.actions import ActionForm, CloseForm, ObjectionForm
from deals.models import Registration
from deals.views.access import member
from deals.views.actions import ActionView, Page
from partners.models import User


class WithdrawView(ActionView):
    verb = "withdraw"
    title = _("Withdraw the registration")
    button = _("Withdraw")
    tone = "danger"

    def tell(self, row: Registration, at: datetime) -> Page:
        if row.submitted_at is None:
            return Page(words=(_("The draft ends. It cannot be taken up again."),))
        return Page(
            words=(
                _("It gives up its place in line and its benefits, and cannot be taken up again."),
                _("A new registration for the same deal takes a new place in line."),
            )
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        lifecycle.withdraw(row, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("The registration is withdrawn."))


class CloseView(ActionView):
    verb = "win"
    form_class = CloseForm
    title = _("Close as won or lost")
    button = _("Close the registration")

    def tell(self, row: Registration, at: datetime) -> Page:
        return Page(words=(_("A closed registration needs no more updates and does not expire."),))

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        won = form.cleaned_data["outcome"] == CloseForm.WON
        lifecycle.close(row, won=won, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Closed as won. Well done.") if won else gettext("Closed as lost."))


class BehalfView(ActionView):
    """For the partner on whose behalf a distributor registered; nobody else has this page."""

    def registration(self, request: HttpRequest, reference: str) -> Registration:
        row = super().registration(request, reference)
        if row.distributor_id is None or member(request).partner_id != row.partner_id:
            raise Http404
        return row


class ConfirmView(BehalfView):
    verb = "confirm_behalf"
    title = _("Confirm the registration on your behalf")
    button = _("Confirm")

    def tell(self, row: Registration, at: datetime) -> Page:
        distributor = row.distributor.name if row.distributor else ""
        return Page(
            words=(_("You tell the vendor that this registration was made with your knowledge."),),
            facts=((_("Registered by"), distributor),),
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        behalf.confirm(row, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Confirmed. Your distributor and your coordinator see it."))


class ObjectView(BehalfView):
    verb = "object_behalf"
    form_class = ObjectionForm
    title = _("Object to the registration on your behalf")
    button = _("Send the objection")
    tone = "danger"

    def tell(self, row: Registration, at: datetime) -> Page:
        distributor = row.distributor.name if row.distributor else ""
        return Page(
            words=(_("Your coordinator is told and decides what becomes of the registration."),),
            facts=((_("Registered by"), distributor),),
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        said = form.cleaned_data
        behalf.object_to(row, reason=said["reason"], by=by, at=at, version=said["version"])
        messages.success(request, gettext("Your coordinator has your objection."))


class HideView(BehalfView):
    verb = "hide"
    title = _("Hide the registration from the distributor")
    button = _("Hide it")

    def tell(self, row: Registration, at: datetime) -> Page:
        distributor = row.distributor.name if row.distributor else ""
        return Page(
            words=(
                _("The distributor no longer sees this registration and can do nothing with it."),
                _(
                    "You look after it from now on: its updates and its letters are yours. Its place in line stays."
                ),
            ),
            facts=((_("Registered by"), distributor),),
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        behalf.hide(row, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Hidden. Your company alone looks after it now."))


class ShowView(BehalfView):
    verb = "show"
    title = _("Show the registration to the distributor")
    button = _("Show it")

    def tell(self, row: Registration, at: datetime) -> Page:
        distributor = row.distributor.name if row.distributor else ""
        return Page(
            words=(_("The distributor sees this registration again and can update it."),),
            facts=((_("Registered by"), distributor),),
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        behalf.show(row, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Shown. Your distributor sees it again."))
