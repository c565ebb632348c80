"""The journal of one registration as the vendor reads it: every event, with names, sources and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals import timeline
from deals.admin.words import CRITERIA, OUTCOMES
from deals.countdowns import ago_words, in_words
from deals.models import Event, OpportunityVerdict, Proposal, Registration, Verification
from deals.states import FactGroup
from deals.timeline import CLOCK, STATE, Entry
from partners.models import User
from validation.findings import Outcome

# Titles of what the partner never reads, and of what it reads the other way round.
TITLES: dict[str, tuple[str, str, Any]] = {
    "returned": (STATE, "warning", gettext_lazy("Returned to the partner")),
    "update-logged": (STATE, "neutral", gettext_lazy("Update logged for the partner")),
    "edited": (STATE, "neutral", gettext_lazy("Answers edited")),
    "claimed": (STATE, "neutral", gettext_lazy("Claimed")),
    "snoozed": (STATE, "neutral", gettext_lazy("Put off")),
    "woken": (STATE, "neutral", gettext_lazy("Taken up again")),
    "reminded": (CLOCK, "neutral", gettext_lazy("Partner reminded")),
    "released": (STATE, "neutral", gettext_lazy("Released")),
    "verified": (STATE, "neutral", gettext_lazy("Facts verified")),
    "opportunity-judged": (STATE, "neutral", gettext_lazy("Candidate judged")),
    "second-person-asked": (STATE, "info", gettext_lazy("Second person asked")),
    "parked": (STATE, "neutral", gettext_lazy("Parked")),
    "unparked": (STATE, "neutral", gettext_lazy("Taken back from parking")),
    "freeze-ended": (CLOCK, "neutral", gettext_lazy("Freeze of the update clock over")),
    "outage-credited": (CLOCK, "info", gettext_lazy("Outage credited to the update clock")),
    "offered": (STATE, "info", gettext_lazy("Offered for review again")),
    "screened": (STATE, "neutral", gettext_lazy("Searched for conflicts")),
    "decision-nudged": (CLOCK, "warning", gettext_lazy("Reminder: decision promised")),
    "legal-hold-set": (STATE, "neutral", gettext_lazy("Legal hold")),
    "probing-suspected": (STATE, "warning", gettext_lazy("Probing suspected of the partner")),
    "probing-acknowledged": (STATE, "neutral", gettext_lazy("Suspicion of probing looked at")),
}


def title(kind: str) -> str:
    """What an event of this kind is called at the desk."""
    return str((TITLES.get(kind) or timeline.SHOWN[kind])[2])


def newest(row: Registration, user: User, at: datetime) -> Entry | None:
    """What happened last: told when somebody else was quicker."""
    event = row.events.select_related("actor").order_by("-sequence").first()
    return entries(row, [event], user, at)[0] if event else None


def entries(
    row: Registration,
    events: Iterable[Event],
    user: User,
    at: datetime,
    said: Sequence[OpportunityVerdict] = (),
) -> list[Entry]:
    """One entry per event, newest first; `said` are the verdicts about the registration, when a page has them."""
    ordered = sorted(events, key=lambda event: -event.sequence)
    shared = [event for event in ordered if event.kind in timeline.SHOWN]
    told = timeline.entries(row, shared, viewer=user, at=at)
    by_sequence = {event.sequence: entry for event, entry in zip(shared, told, strict=True)}
    own = _Own(row, {event.kind for event in ordered}, said)
    return [_entry(event, by_sequence.get(event.sequence), own, at) for event in ordered]


def _entry(event: Event, told: Entry | None, own: "_Own", at: datetime) -> Entry:
    who = event.actor.name if event.actor else _("The clock")
    if told is not None:
        group, tone, title = TITLES.get(event.kind, (told.group, told.tone, told.title))
        return replace(told, who=who, group=group, tone=tone, title=title)
    group, tone, title = TITLES[event.kind]
    lines = tuple(line for line in own.lines(event.kind, event.payload) if line)
    return Entry(
        title=title, group=group, tone=tone, at=event.at, ago=ago_words(event.at, at), who=who, lines=lines
    )


class _Own:
    """What the vendor's own events point at, read once."""

    def __init__(self, row: Registration, kinds: set[str], said: Sequence[OpportunityVerdict]) -> None:
        self.verifications: dict[int, Verification] = {}
        self.verdicts: dict[tuple[int, str], OpportunityVerdict] = {}
        self.proposals: dict[int, Proposal] = {}
        if "verified" in kinds:
            self.verifications = {each.pk: each for each in row.verifications.all()}
        if "opportunity-judged" in kinds:
            mine = [v for v in said if v.registration_id == row.pk] or row.opportunity_verdicts.all()
            self.verdicts = {(v.known_id, v.verdict): v for v in mine}
        if "second-person-asked" in kinds:
            self.proposals = {each.pk: each for each in row.proposals.all()}

    def lines(self, kind: str, said: Mapping[str, Any]) -> list[str]:
        if kind == "verified" and said["verification"] in self.verifications:
            each = self.verifications[said["verification"]]
            return [
                f"{FactGroup(each.group).label}: {each.get_verdict_display()}",
                _("Source: %s") % each.source,
            ]
        if kind == "opportunity-judged":
            judged = self.verdicts.get((said["known"], said["verdict"]))
            label = OpportunityVerdict.Verdict(said["verdict"]).label
            return [f"{said['record']}: {label}", _("Source: %s") % judged.source if judged else ""]
        if kind == "second-person-asked" and said["proposal"] in self.proposals:
            proposal = self.proposals[said["proposal"]]
            return [str(proposal.get_act_display()), proposal.reason, proposal.evidence]
        if kind == "snoozed":
            return [_("Until %s.") % in_words(said["until"])]
        if kind == "screened":
            return _not_met(said)
        if kind == "decision-nudged":
            return [_("%s %% of the promised time had passed.") % said["mark"]]
        if kind == "legal-hold-set":
            return [_("Set.") if said.get("on") else _("Lifted.")]
        return []


def _not_met(outcomes: Mapping[str, str]) -> list[str]:
    """What a search left open, in the order of the programme page."""
    left = [code for code in CRITERIA if outcomes.get(code, Outcome.PASS) != Outcome.PASS]
    return [f"{CRITERIA[code]}: {OUTCOMES[outcomes[code]][0]}" for code in left] or [
        _("Nothing stands in the way.")
    ]
