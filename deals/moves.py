"""The table of legal moves: which verb starts from which states, where it leads, who may say it, what it is called.

A newcomer reads the life of a registration here. The verbs that move a status are in `deals.lifecycle`; the verbs
that leave it as it is are in the room of their noun, and every one of them passes through this table.
"""

from dataclasses import dataclass
from enum import Enum

from deals.states import Status

S = Status


class Actor(Enum):
    PARTNER = "partner"
    COORDINATOR = "coordinator"
    CLOCK = "clock"


@dataclass(frozen=True)
class Move:
    """`kind` names the event; without a `target` the status stays."""

    kind: str
    actor: Actor
    sources: frozenset[S]
    target: S | None = None


def _move(kind: str, actor: Actor, *sources: S, to: S | None = None) -> Move:
    return Move(kind, actor, frozenset(sources), to)


P, C, T = Actor.PARTNER, Actor.COORDINATOR, Actor.CLOCK

MOVES: dict[str, Move] = {
    # the partner
    "start": _move("started", P, S.DRAFT),
    "edit": _move("edited", P, S.DRAFT, S.RETURNED),
    "submit": _move("submitted", P, S.DRAFT, S.RETURNED, to=S.SUBMITTED),
    "withdraw": _move("withdrawn", P, S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, to=S.WITHDRAWN),
    "record_update": _move("updated", P, S.APPROVED),
    "attach": _move("document-added", P, S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED),
    "detach": _move("document-removed", P, S.DRAFT),
    "ask_extension": _move("extension-asked", P, S.APPROVED),
    "ask_reinstatement": _move("reinstatement-asked", P, S.LAPSED, S.EXPIRED),
    "apply_for_price": _move("price-applied", P, S.APPROVED),
    "win": _move("won", P, S.APPROVED, to=S.WON),
    "lose": _move("lost", P, S.APPROVED, to=S.LOST),
    "claim_reward": _move("reward-claimed", P, S.WON),
    "reply_hearing": _move("hearing-replied", P, S.APPROVED),
    "appeal": _move("appealed", P, S.REJECTED, to=S.SUBMITTED),
    "confirm_behalf": _move("behalf-confirmed", P, S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED),
    "object_behalf": _move("behalf-objected", P, S.SUBMITTED, S.RETURNED, S.APPROVED),
    "hide": _move("hidden-from-distributor", P, *(set(S) - {S.DRAFT})),
    "show": _move("shown-to-distributor", P, *(set(S) - {S.DRAFT})),
    "reassign": _move("reassigned", P, *S),
    # the coordinator
    "claim": _move("claimed", C, S.SUBMITTED),
    "release": _move("released", C, S.SUBMITTED),
    "snooze": _move("snoozed", C, S.SUBMITTED),
    "wake": _move("woken", C, S.SUBMITTED),
    "remind": _move("reminded", C, S.RETURNED, S.APPROVED),
    "merge": _move("merged", C, S.SUBMITTED),
    "merge_into": _move("merged-into", C, S.SUBMITTED, S.RETURNED, to=S.WITHDRAWN),
    "verify": _move("verified", C, S.SUBMITTED),
    "judge_opportunity": _move("opportunity-judged", C, S.SUBMITTED),
    "propose": _move("second-person-asked", C, S.SUBMITTED, S.APPROVED),
    "park": _move("parked", C, S.SUBMITTED),
    "unpark": _move("unparked", C, S.SUBMITTED),
    "return": _move("returned", C, S.SUBMITTED, to=S.RETURNED),
    "approve": _move("approved", C, S.SUBMITTED, to=S.APPROVED),
    "reject": _move("rejected", C, S.SUBMITTED, to=S.REJECTED),
    "grant_lead_time": _move("lead-time-granted", C, S.SUBMITTED, S.APPROVED),
    "grant_extension": _move("extended", C, S.APPROVED),
    "decline_extension": _move("extension-declined", C, S.APPROVED),
    "answer_price": _move("price-answered", C, S.APPROVED),
    "record_use": _move("benefit-used", C, S.APPROVED),
    "answer_reward": _move("reward-answered", C, S.WON),
    "mark_reward_paid": _move("reward-paid", C, S.WON),
    "freeze": _move("frozen", C, S.APPROVED),
    "thaw": _move("thawed", C, S.APPROVED),
    "log_update": _move("update-logged", C, S.APPROVED),
    "reinstate": _move("reinstated", C, S.LAPSED, S.EXPIRED, to=S.APPROVED),
    "open_hearing": _move("hearing-opened", C, S.APPROVED),
    "drop_revocation": _move("revocation-dropped", C, S.APPROVED),
    "revoke": _move("revoked", C, S.APPROVED, to=S.REVOKED),
    "hold": _move("legal-hold-set", C, *S),
    "acknowledge_probing": _move("probing-acknowledged", C, *S),
    # the clock
    "screen": _move("screened", T, S.SUBMITTED),
    "nudge": _move("decision-nudged", T, S.SUBMITTED),
    "warn_update": _move("update-warned", T, S.APPROVED),
    "warn_expiry": _move("expiry-warned", T, S.APPROVED),
    "remind_hearing": _move("hearing-reminded", T, S.APPROVED),
    "end_hearing": _move("hearing-ended", T, S.APPROVED),
    "defer_lapse": _move("lapse-deferred", T, S.APPROVED),
    "defer_expiry": _move("expiry-deferred", T, S.APPROVED),
    "credit_outage": _move("outage-credited", T, S.APPROVED),
    "end_freeze": _move("freeze-ended", T, S.APPROVED),
    "lapse": _move("lapsed", T, S.APPROVED, to=S.LAPSED),
    "expire": _move("expired", T, S.APPROVED, to=S.EXPIRED),
    "offer": _move("offered", T, S.SUBMITTED),
    "suspect_probing": _move("probing-suspected", T, *S),
    "erase": _move(
        "personal-data-erased", T, S.REJECTED, S.WITHDRAWN, S.WON, S.LOST, S.LAPSED, S.EXPIRED, S.REVOKED
    ),
}

KINDS = frozenset(move.kind for move in MOVES.values())
# What the vendor and the clock do behind the partner's back: neither told nor counted on the partner's pages, since
# their number says how much there was to look at (rulebook, *What a partner must never learn*).
VENDOR_ONLY = frozenset({
    "screened", "claimed", "released", "verified", "opportunity-judged", "second-person-asked", "parked", "unparked",
    "offered", "decision-nudged", "legal-hold-set", "snoozed", "woken", "probing-suspected", "probing-acknowledged",
})  # fmt: skip
