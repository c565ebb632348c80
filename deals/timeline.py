"""What the partner reads of a registration's history: events turned into entries, newest first.

An event kind shows only if it is listed here. The rest is the vendor's: what it found, who reviews, what waits for
what (rulebook, *What a partner must never learn*). Vendor people appear as the coordinator, never by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deals import reasons
from deals.answers import label
from deals.countdowns import ago_words, day_in_words, in_words
from deals.models import Decision, Event, Registration
from deals.update_words import because_words, changed_words
from partners.models import User

STATE, UPDATE, FILE, CLOCK = "state", "update", "file", "clock"
GROUPS: dict[str, Any] = {
    STATE: gettext_lazy("Decisions and changes"),
    UPDATE: gettext_lazy("Updates"),
    CLOCK: gettext_lazy("Deadlines"),
    FILE: gettext_lazy("Documents"),
}

# Event kind: (group, tone, title).
SHOWN: dict[str, tuple[str, str, Any]] = {
    "started": (STATE, "neutral", gettext_lazy("Draft started")),
    "submitted": (STATE, "info", gettext_lazy("Submitted")),
    "returned": (STATE, "warning", gettext_lazy("Returned to you")),
    "approved": (STATE, "success", gettext_lazy("Approved")),
    "rejected": (STATE, "muted", gettext_lazy("Not accepted")),
    "appealed": (STATE, "info", gettext_lazy("Appealed")),
    "withdrawn": (STATE, "muted", gettext_lazy("Withdrawn")),
    "won": (STATE, "success", gettext_lazy("Closed as won")),
    "lost": (STATE, "muted", gettext_lazy("Closed as lost")),
    "lapsed": (STATE, "warning", gettext_lazy("Lapsed")),
    "expired": (STATE, "warning", gettext_lazy("Expired")),
    "hearing-opened": (STATE, "warning", gettext_lazy("Hearing before a revocation opened")),
    "hearing-replied": (STATE, "info", gettext_lazy("Reply to the hearing")),
    "hearing-reminded": (CLOCK, "warning", gettext_lazy("Reminder: time to reply to the hearing ends")),
    "hearing-ended": (CLOCK, "neutral", gettext_lazy("Time to reply to the hearing over")),
    "revocation-dropped": (STATE, "success", gettext_lazy("Hearing ended without a revocation")),
    "revoked": (STATE, "muted", gettext_lazy("Revoked")),
    "reinstatement-asked": (STATE, "info", gettext_lazy("Reinstatement asked for")),
    "reinstated": (STATE, "success", gettext_lazy("Reinstated")),
    "behalf-confirmed": (STATE, "success", gettext_lazy("Confirmed by the partner")),
    "behalf-objected": (STATE, "warning", gettext_lazy("The partner objected")),
    "hidden-from-distributor": (STATE, "neutral", gettext_lazy("Hidden from the distributor")),
    "shown-to-distributor": (STATE, "neutral", gettext_lazy("Shown to the distributor again")),
    "reassigned": (STATE, "neutral", gettext_lazy("Handed to a colleague")),
    "personal-data-erased": (STATE, "neutral", gettext_lazy("Names of the decision chain erased")),
    "updated": (UPDATE, "neutral", gettext_lazy("Update")),
    "update-logged": (UPDATE, "neutral", gettext_lazy("Update logged by your coordinator")),
    "document-added": (FILE, "neutral", gettext_lazy("Document added")),
    "document-removed": (FILE, "neutral", gettext_lazy("Document removed")),
    "extension-asked": (CLOCK, "info", gettext_lazy("Extension asked for")),
    "extended": (CLOCK, "success", gettext_lazy("Extended")),
    "extension-declined": (CLOCK, "muted", gettext_lazy("Extension declined")),
    "price-applied": (STATE, "info", gettext_lazy("Price applied for")),
    "price-answered": (STATE, "neutral", gettext_lazy("Price application answered")),
    "reward-claimed": (STATE, "info", gettext_lazy("Reward claimed")),
    "reward-answered": (STATE, "neutral", gettext_lazy("Claim of the reward answered")),
    "reward-paid": (STATE, "success", gettext_lazy("Reward paid")),
    "benefit-used": (STATE, "neutral", gettext_lazy("Use of a benefit noted")),
    "lead-time-granted": (CLOCK, "success", gettext_lazy("Earlier price application allowed")),
    "frozen": (CLOCK, "info", gettext_lazy("Update clock frozen")),
    "thawed": (CLOCK, "neutral", gettext_lazy("Update clock runs again")),
    "freeze-ended": (CLOCK, "neutral", gettext_lazy("Update clock runs again")),
    "update-warned": (CLOCK, "warning", gettext_lazy("Reminder: update due")),
    "merged": (STATE, "info", gettext_lazy("Joined with the other filing of this deal")),
    "merged-into": (STATE, "muted", gettext_lazy("Joined into the other filing of this deal")),
    "reminded": (CLOCK, "warning", gettext_lazy("Your coordinator reminded you")),
    "expiry-warned": (CLOCK, "warning", gettext_lazy("Reminder: validity ends")),
    "lapse-deferred": (CLOCK, "info", gettext_lazy("Update deadline moved")),
    "expiry-deferred": (CLOCK, "info", gettext_lazy("End of validity moved")),
    "outage-credited": (CLOCK, "info", gettext_lazy("Update deadline moved")),
}
DECIDED = {"returned": "return", "approved": "approve", "rejected": "reject", "revoked": "revoke"}


@dataclass(frozen=True)
class Entry:
    """One line of the history: what happened, when, who, and what there is to say about it."""

    title: Any
    group: str
    tone: str
    at: datetime
    ago: str
    who: str
    lines: tuple[str, ...] = ()
    quote: str = ""


def entries(
    row: Registration, events: Iterable[Event], *, viewer: User, at: datetime, only: str = ""
) -> list[Entry]:
    """The partner-visible history, newest first; `only` names a group of `GROUPS`."""
    shown = [event for event in events if event.kind in SHOWN and only in ("", SHOWN[event.kind][0])]
    words = _Words(row, viewer, {event.kind for event in shown})
    return [words.entry(event, at) for event in sorted(shown, key=lambda e: -e.sequence)]


class _Words:
    """Reads what the kinds present need, once for all entries."""

    def __init__(self, row: Registration, viewer: User, kinds: set[str]) -> None:
        self.row, self.viewer = row, viewer
        wanted: dict[str | Prefetch[Any], set[str]] = {
            Prefetch("decisions", Decision.objects.select_related("appeal")): kinds & {*DECIDED, "appealed"},
            "updates": kinds & {"updated", "update-logged"},
            "documents": kinds & {"document-added"},
            "extensions": kinds & {"extension-asked", "extended", "extension-declined"},
            "price_applications": kinds & {"price-applied", "price-answered"},
            "hearings": kinds & {"hearing-opened", "hearing-replied", "revocation-dropped"},
            "reward_claims": kinds & {"reward-claimed", "reward-answered", "reward-paid"},
        }
        prefetch_related_objects([row], *(name for name, needed in wanted.items() if needed))

    def entry(self, event: Event, at: datetime) -> Entry:
        group, tone, title = SHOWN[event.kind]
        lines, quote = self._told(event, event.payload)
        return Entry(
            title=title, group=group, tone=tone, at=event.at, ago=ago_words(event.at, at),
            who=self._who(event), lines=tuple(lines), quote=quote,
        )  # fmt: skip

    def _who(self, event: Event) -> str:
        actor = event.actor
        if actor is None:
            return ""
        if not actor.is_partner:
            return _("Your coordinator")
        if actor.partner_id == self.viewer.partner_id:
            return actor.name
        company = self.row.partner if actor.partner_id == self.row.partner_id else self.row.distributor
        return company.name if company else ""

    def _told(self, event: Event, payload: Mapping[str, Any]) -> tuple[Sequence[str], str]:
        kind = event.kind
        if kind in DECIDED:
            return self._decision(event)
        if kind in ("updated", "update-logged"):
            return self._update(payload)
        if kind in ("extension-asked", "extended", "extension-declined"):
            return self._extension(kind, payload)
        if kind in ("price-applied", "price-answered"):
            return self._price(kind, payload)
        if kind in ("reward-claimed", "reward-answered", "reward-paid"):
            return self._reward(kind, payload)
        if kind == "submitted":
            changed = ", ".join(label(name) for name in payload.get("changed", ()))
            return [self._place(event, payload), *([_("Changed: %s.") % changed] if changed else [])], ""
        if kind == "appealed":
            appeals = (decision.contested for decision in self.row.decisions.all())
            return [], next((a.grounds for a in appeals if a and a.at == event.at), "")
        if kind in ("hearing-opened", "hearing-replied", "revocation-dropped"):
            return self._hearing(kind, payload)
        if kind == "document-added":
            return [], next((d.title for d in self.row.documents.all() if d.pk == payload["document"]), "")
        if kind == "behalf-objected":
            return [], self.row.objection if self.viewer.partner_id == self.row.partner_id else ""
        return [line for line in (_plain(kind, payload),) if line], ""

    def _place(self, event: Event, payload: Mapping[str, Any]) -> str:
        if event.at == self.row.submitted_at:
            return _("First complete submission.")
        if payload["keeps_place"]:
            return _("Answered in time: it keeps its place in line.")
        return _("Its place in line counts from this submission.")

    def _decision(self, event: Event) -> tuple[list[str], str]:
        act = DECIDED[event.kind]
        decision = next((d for d in self.row.decisions.all() if d.at == event.at and d.act == act), None)
        if decision is None:
            return [], ""
        return reason_words(decision), decision.words

    def _update(self, payload: Mapping[str, Any]) -> tuple[list[str], str]:
        update = next((u for u in self.row.updates.all() if u.pk == payload["update"]), None)
        if update is None:
            return [], ""
        lines = [changed_words(update)] if update.changed else []
        if update.contact_on:
            lines.append(_("Customer contact on %s.") % day_in_words(update.contact_on))
        if update.next_step:
            step = (update.next_step, day_in_words(update.next_step_on) if update.next_step_on else "")
            lines.append(_("Next step: %s") % " – ".join(part for part in step if part))
        lines.append(because_words(update.because))
        return lines, "\n".join(text for text in (update.no_change, update.note) if text)

    def _extension(self, kind: str, payload: Mapping[str, Any]) -> tuple[list[str], str]:
        asked = next((e for e in self.row.extensions.all() if e.pk == payload["extension"]), None)
        if asked is None:
            return [], ""
        if kind == "extension-asked":
            return [_("New close date: %s.") % day_in_words(asked.close_on)], asked.reason
        told = [_("Valid until %s.") % in_words(asked.expires_after)] if asked.expires_after else []
        return told, asked.answer

    def _price(self, kind: str, payload: Mapping[str, Any]) -> tuple[list[str], str]:
        applied = next((p for p in self.row.price_applications.all() if p.pk == payload["application"]), None)
        if applied is None:
            return [], ""
        if kind == "price-applied":
            return [], applied.note
        told = [_("Granted.") if applied.granted else _("Not granted.")]
        if applied.granted and applied.percent is not None:
            told.append(_("Discount: %s %%.") % applied.percent.normalize())
        return told, applied.answer

    def _hearing(self, kind: str, payload: Mapping[str, Any]) -> tuple[list[str], str]:
        hearing = next((h for h in self.row.hearings.all() if h.pk == payload["hearing"]), None)
        if hearing is None:
            return [], ""
        if kind == "hearing-opened":
            return [_("Reply until %s.") % in_words(hearing.until)], hearing.words
        return [], hearing.reply if kind == "hearing-replied" else hearing.closing_words

    def _reward(self, kind: str, payload: Mapping[str, Any]) -> tuple[list[str], str]:
        claim = next((c for c in self.row.reward_claims.all() if c.pk == payload["claim"]), None)
        if claim is None:
            return [], ""
        if kind == "reward-claimed":
            return [f"{claim.amount:,.2f} {claim.currency}"], ""
        if kind == "reward-paid":
            return [day_in_words(claim.paid_on)] if claim.paid_on else [], ""
        granted = f"{claim.granted_amount:,.2f} {claim.currency}" if claim.granted_amount is not None else ""
        return [_("Accepted: %s") % granted if claim.accepted else _("Declined.")], claim.answer


def reason_words(decision: Decision) -> list[str]:
    """The coded reasons of a decision in the reader's language."""
    return [str(reasons.REASONS[code].words) for code in decision.codes if code in reasons.REASONS]


def _plain(kind: str, payload: Mapping[str, Any]) -> str:
    if kind in ("update-warned", "expiry-warned"):
        days = payload["days_left"]
        return ngettext("%d day before the deadline.", "%d days before the deadline.", days) % days
    if kind in ("lapse-deferred", "expiry-deferred"):
        return _("Reminders could not be delivered. New deadline: %s.") % in_words(payload["to"])
    if kind == "outage-credited":
        return _("The portal could not be reached for a time. New deadline: %s.") % in_words(payload["to"])
    if kind == "frozen":
        return _("Until %s.") % in_words(payload["until"])
    return ""
