"""The columns of the queue. `LookedAt` reads the clock once a page, so that every row counts from the same instant."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import triage
from deals.admin.pending import flagged
from deals.admin.words import RISK_SIGNS, desk_label, risks, since_words
from deals.countdowns import decision_deadline, in_words
from deals.models import Check, Registration
from deals.states import Status
from partners.clock import now


class LookedAt(ChangeList):
    """The order is found on the rows alone; what a row shows is read for those of the page."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Registration]:
        """What waits for the vendor, unless more is asked for."""
        found = super().get_queryset(request, exclude_parameters)
        asked = self.query or any(self.params.get(name) for name in ("waits", "status"))
        return found if asked else found.filter(triage.with_the_vendor())

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        at, keys = now(), [row.pk for row in self.result_list]
        screened = Check.objects.filter(occasion="screen").order_by("pk")
        found = Prefetch("checks", queryset=screened, to_attr="screenings")
        rows = flagged(Registration.objects.for_pages()).prefetch_related(found).in_bulk(keys)
        self.result_list = [rows[key] for key in keys]
        for row in self.result_list:
            row.looked_at = at


class QueueColumns:
    """Mixed into the admin of registrations."""

    @admin.display(description=gettext_lazy("registration"), ordering="customer_name")
    def case(self, row: Registration) -> SafeString:
        return format_html(
            '<a class="title" href="{}"><bdi>{}</bdi></a><span class="meta"><bdi>{}</bdi></span>'
            '<span class="meta reference">{}</span>',
            reverse("admin:deals_registration_change", args=[row.pk]),
            row.customer_name, row.project_name, row.reference,
        )  # fmt: skip

    @admin.display(description=gettext_lazy("partner and region"), ordering="partner__name")
    def partner_and_tier(self, row: Registration) -> SafeString:
        by = _("by %s") % row.distributor.name if row.distributor else ""
        where = row.region.name if row.region else ""
        return format_html(
            '<bdi>{}</bdi><span class="meta">{}, {}</span><span class="meta"><bdi>{}</bdi></span>',
            row.partner.name, row.partner.get_tier_display(), where, by,
        )  # fmt: skip

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, row: Registration) -> SafeString:
        badge = {"status": row.status, "label": desk_label(row.status), "tone": row.status_tone}
        return SafeString(render_to_string("partials/status_badge.html", badge))

    @admin.display(description=gettext_lazy("decision promised"), ordering="decision_due_at")
    def time_left(self, row: Any) -> SafeString:
        """What is left of the promise; a parked claim and a decided one owe nothing."""
        if row.status != Status.SUBMITTED or row.parked:
            return format_html('<span class="hush">{}</span>', _("Nothing owed"))
        deadline = decision_deadline(row, row.looked_at)
        left = render_to_string("partials/countdown.html", vars(deadline) | {"label": ""})
        if row.snoozed_until is None or row.snoozed_until <= row.looked_at:
            return SafeString(left)
        off = _("Put off until %s") % in_words(row.snoozed_until)
        return format_html(
            '{}<span class="meta">{}: <bdi>{}</bdi></span>', SafeString(left), off, row.snooze_reason
        )

    @admin.display(description=gettext_lazy("to look at"))
    def to_look_at(self, row: Any) -> SafeString:
        return SafeString(render_to_string("admin/deals/registration/flags.html", {"flags": flags(row)}))

    @admin.display(description=gettext_lazy("reviewed by"), ordering="reviewer__name")
    def reviewed_by(self, row: Any) -> SafeString | str:
        if row.reviewer is None or row.claimed_at is None:
            return ""
        return format_html(
            '<bdi>{}</bdi><span class="meta">{}</span>',
            row.reviewer.name,
            since_words(row.claimed_at, row.looked_at),
        )


def flags(row: Any) -> list[tuple[str, Any]]:
    """Tone and words of everything that asks for a look: what the search found, and what waits for an answer."""
    waiting = (
        (row.status == Status.SUBMITTED and row.appealed, _("On appeal")),
        (row.proposed, _("Second person asked")),
        (row.status == Status.APPROVED and row.extension_asked, _("Extension asked for")),
        (row.status == Status.APPROVED and row.price_asked, _("Price applied for")),
        (row.reinstatement_asked_at is not None, _("Reinstatement asked for")),
        (bool(row.objection), _("Partner objects")),
        (row.parked, _("Parked")),
    )
    suspected = [("danger", _("Probing suspected"))] if row.suspected else []
    found = risks(row, row.screenings) if row.status == Status.SUBMITTED else []
    signs = row.risk_signs if row.status == Status.SUBMITTED else []
    found += [("muted", RISK_SIGNS[sign]) for sign in signs if sign in RISK_SIGNS]
    return suspected + found + [("info", words) for there, words in waiting if there]
