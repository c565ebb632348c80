"""The columns of the queue. `LookedAt` reads the clock once a page, so that every row counts from the same instant."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.contrib import admin
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
from deals.templatetags.moments import countdown
from partners.admin.long_list import LongList
from partners.clock import now

# What a line of the queue shows: the columns read of the row and along with it.
ALONG = ("partner", "distributor", "region", "reviewer")
SHOWN = (
    "reference", "customer_name", "project_name", "status", "decision_due_at", "decision_started_at", "parked",
    "snoozed_until", "snooze_reason", "claimed_at", "reinstatement_asked_at", "hearing_until", "hearing_nudge_at",
    "objection", "risk_signs",
    "screened_at", "zone_name", "partner__name", "partner__tier", "distributor__name", "region__name",
    "reviewer__name",
)  # fmt: skip


def waits(asked: Mapping[str, str]) -> bool:
    """Whether a look at the queue is at what waits for the vendor, and not into the whole file of registrations."""
    if asked.get("waits") or asked.get("status") == Status.SUBMITTED:
        return True
    return not (asked.get("q") or asked.get("status"))


class LookedAt(LongList):
    """The queue; from its row on, everything that a line of it shows is read for the page at once."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Registration]:
        """What waits for the vendor, unless more is asked for."""
        found = super().get_queryset(request, exclude_parameters)
        asked = self.query or any(self.params.get(name) for name in ("waits", "status"))
        return found if asked else found.filter(triage.with_the_vendor())

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        at = now()
        for row in self.result_list:
            row.looked_at = at

    def rows_of(self, keys: Sequence[Any]) -> QuerySet[Registration]:
        screened = Check.objects.filter(occasion="screen").order_by("pk")
        found = Prefetch("checks", queryset=screened, to_attr="screenings")
        rows = Registration.objects.filter(pk__in=keys).select_related(*ALONG).only(*SHOWN)
        return flagged(rows).prefetch_related(found)


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
        return badge(row.status, str(desk_label(row.status)), row.status_tone)

    @admin.display(description=gettext_lazy("decision promised"), ordering="decision_due_at")
    def time_left(self, row: Any) -> SafeString:
        """What is left of the promise; a parked claim and a decided one owe nothing."""
        if row.status != Status.SUBMITTED or row.parked:
            return format_html('<span class="hush">{}</span>', _("Nothing owed"))
        deadline = decision_deadline(row, row.looked_at)
        assert deadline is not None
        left = countdown(replace(deadline, label=""))
        if row.snoozed_until is None or row.snoozed_until <= row.looked_at:
            return left
        off = _("Put off until %s") % in_words(row.snoozed_until)
        return format_html('{}<span class="meta">{}: <bdi>{}</bdi></span>', left, off, row.snooze_reason)

    @admin.display(description=gettext_lazy("to look at"))
    def to_look_at(self, row: Any) -> SafeString:
        return SafeString(" ".join(badge("flag", str(words), tone) for tone, words in flags(row)))

    @admin.display(description=gettext_lazy("reviewed by"), ordering="reviewer__name")
    def reviewed_by(self, row: Any) -> SafeString | str:
        if row.reviewer is None or row.claimed_at is None:
            return ""
        return format_html(
            '<bdi>{}</bdi><span class="meta">{}</span>',
            row.reviewer.name,
            since_words(row.claimed_at, row.looked_at),
        )


@lru_cache(maxsize=500)
def badge(status: str, label: str, tone: str) -> SafeString:
    """Few different ones stand on every page, in the words of the reader's language."""
    told = {"status": status, "label": label, "tone": tone}
    return SafeString(render_to_string("partials/status_badge.html", told))


def flags(row: Any) -> list[tuple[str, Any]]:
    """Tone and words of everything that asks for a look: what the search found, and what waits for an answer."""
    waiting = (
        (row.status == Status.SUBMITTED and row.appealed, gettext_lazy("On appeal")),
        (row.heard, gettext_lazy("Partner heard before a revocation")),
        (row.hearing_nudge_at is not None, gettext_lazy("Hearing: the partner may reply")),
        (row.proposed, gettext_lazy("Second person asked")),
        (row.status == Status.APPROVED and row.extension_asked, gettext_lazy("Extension asked for")),
        (row.status == Status.APPROVED and row.price_asked, gettext_lazy("Price applied for")),
        (row.reinstatement_asked_at is not None, gettext_lazy("Reinstatement asked for")),
        (bool(row.objection), gettext_lazy("Partner objects")),
        (row.parked, gettext_lazy("Parked")),
    )
    suspected = [("danger", _("Probing suspected"))] if row.suspected else []
    found = risks(row, row.screenings) if row.status == Status.SUBMITTED else []
    signs = row.risk_signs if row.status == Status.SUBMITTED else []
    found += [("muted", RISK_SIGNS[sign]) for sign in signs if sign in RISK_SIGNS]
    return suspected + found + [("info", words) for there, words in waiting if there]
