"""Companies at the desk, with what only this app can say: the card with its numbers, and authorisations as a file."""

import csv
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import authorising, company_card
from deals.alike_companies import AlikeCompanies, alike
from deals.bulk.sheets import BYTES_MOST
from deals.models import Registration
from partners.admin import membership_page
from partners.admin.companies import PartnerAdmin
from partners.admin.scope import signed_in
from partners.applicants import applicants
from partners.authorisations import by_time
from partners.clock import now
from partners.earlier_applications import earlier
from partners.models import Announcement, Partner, User
from partners.working_time import local_day

admin.site.unregister(Partner)
LATEST = 10


class AuthorisationFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, at most 1,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose the file that holds the authorisations."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > BYTES_MOST:
            raise forms.ValidationError(_("Split the file: it is larger than 5 MiB."))
        return file


def _alike(partner: Partner, reader: User) -> AlikeCompanies | None:
    """What to look at before an application is answered; None for a company that has been in the programme."""
    applies = partner.status in (Partner.Status.APPLIED, Partner.Status.REFUSED)
    return alike(partner, reader) if applies else None


@admin.register(Partner)
class PartnerDesk(PartnerAdmin):
    change_form_template = "admin/deals/partner.html"
    change_list_template = "admin/deals/partner_list.html"

    def get_urls(self) -> list[URLPattern]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("<int:object_id>/card/", page(self.card_view), name="deals_partner_card"),
            path("authorisations/import/", page(self.import_view), name="deals_authorisations_import"),
            path("authorisations/export/", page(self.export_view), name="deals_authorisations_export"),
            *super().get_urls(),
        ]

    def card_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Everything a decision about the company needs, on one page; a company of another region is not there."""
        at, partner = now(), self.get_object(request, str(object_id))
        user = signed_in(request)
        visible = Partner.objects.visible_to(user)
        links = partner.served_links if partner.is_distributor else partner.distributor_links
        links = links.filter(partner__in=visible, distributor__in=visible)
        cases = Registration.objects.visible_to(user).filter(partner=partner, submitted_at__isnull=False)
        context = {
            **self.admin_site.each_context(request), "title": str(partner), "opts": self.opts, "partner": partner,
            "people": partner.people.order_by("name"),
            "authorisations": by_time(partner, local_day(at, partner.zone)),
            "links": links.select_related("partner", "distributor"),
            "standings": partner.standings.select_related("by").order_by("-pk")[:LATEST],
            "announced": Announcement.objects.open().filter(partner=partner).select_related("by").first(),
            "earlier": earlier(partner), "alike": _alike(partner, user), "applicants": applicants(partner),
            "numbers": company_card.numbers(partner, at),
            "cases": cases.select_related("region").order_by("-submitted_at", "-pk")[:LATEST],
        }  # fmt: skip
        return TemplateResponse(request, "admin/deals/partner_card.html", context)

    def decide_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """As everywhere, with the companies that an applicant may be beside its form."""
        partner = self.get_object(request, str(object_id))
        context = {**self.admin_site.each_context(request), "alike": _alike(partner, signed_in(request))}
        return membership_page.respond(request, partner, verb, context, "admin/deals/standing.html")

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Rehearse a file or bring it in; the report names each cell that stops it."""
        if not self._may_authorise(request):
            raise PermissionDenied
        form = AuthorisationFileForm(request.POST or None, request.FILES or None, label_suffix="")
        outcome = None
        if request.method == "POST" and form.is_valid():
            rehearse = request.POST.get("act") != "write"
            outcome = authorising.bring_in(form.cleaned_data["file"].read(), rehearse=rehearse)
            if outcome.written:
                counts = {"new": outcome.new, "changed": outcome.changed, "same": outcome.unchanged}
                messages.success(
                    request,
                    _("Brought in: %(new)d new, %(changed)d with another last day, %(same)d as they were.")
                    % counts,
                )
                return redirect("admin:partners_partner_changelist")
        context = {
            **self.admin_site.each_context(request), "title": _("Authorisations from a file"), "opts": self.opts,
            "form": form, "outcome": outcome, "columns": authorising.COLUMNS,
        }  # fmt: skip
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        return TemplateResponse(request, "admin/deals/authorisations_import.html", context, status=status)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The authorisations of the companies this person sees, as a file that can be brought in again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="authorisations.csv"'
        response.write("\ufeff")
        csv.writer(response).writerows(authorising.table(Partner.objects.visible_to(signed_in(request))))
        return response

    def _may_authorise(self, request: HttpRequest) -> bool:
        return signed_in(request).has_perm("partners.add_authorisation")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {**(extra_context or {}), "may_authorise": self._may_authorise(request)}
        return super().changelist_view(request, context)
