"""What a letter may say of its case: plain values and nothing else.

A template never gets a registration in its hands, so it cannot walk from there to the decision chain, to the
checks, or to another claim (rulebook, *What a partner must never learn* and *Privacy*).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import get_language_bidi

from deals import receipts, sealed
from deals.countdowns import day_in_words
from deals.models import Decision, Event, Extension, Hearing, PriceApplication, Proposal, RewardClaim
from deals.reasons import REASONS
from deals.states import Status
from notifications.models import Notice
from partners.last_days import announced
from partners.models import Announcement, Region, TreeEvent, User

Values = dict[str, Any]
FIRST_STRONG, POP = "\u2068", "\u2069"


def for_headline(notice: Notice) -> Values:
    """What a subject may say, without a query: the reference, and numbers and instants of the event."""
    if notice.tree_event is not None:
        day = notice.tree_event.ends_on
        return {
            "name": isolated(notice.tree_event.node.name),
            "day": day_in_words(day) if day else "",
        }
    if notice.event is None:
        return {}
    event = notice.event
    instants = {name: _instant(event.payload.get(name)) for name in ("deadline", "to", "until", "expires")}
    return {
        "reference": event.registration.reference,
        "again": event.registration.submitted_at != event.at,
        "mark": event.payload.get("mark"),
        "due_update": event.status == Status.APPROVED,
        **instants,
    }


def for_letter(notice: Notice) -> Values:
    """Everything the texts of one letter use."""
    if notice.standing is not None:
        standing = notice.standing
        return {
            "company": isolated(standing.partner.name),
            "tier": standing.get_tier_display(),
            "reasons": [(str(reason.words), str(reason.remedy)) for reason in standing.reasons],
            "words": standing.reason,
            **_announced(standing.announcement),
        }
    if notice.tree_event is not None:
        return {**for_headline(notice), **_last_day(notice.tree_event, notice.person)}
    event = notice.event
    assert event is not None
    return {**_case(event), **for_headline(notice), **OF_KIND.get(event.kind, _nothing)(event)}


def _announced(announcement: Announcement | None) -> Values:
    if announcement is None:
        return {}
    return {
        "change": announcement.act,
        "day": day_in_words(announcement.first_day),
        "zone": announcement.zone,
        "next_tier": announcement.get_tier_display(),
    }


def _last_day(change: TreeEvent, person: User) -> Values:
    """`before` is the day that another replaces; `above` the one that still stands for what the node belongs to."""
    node = change.node
    earlier = node.events.filter(pk__lt=change.pk).exclude(kind=TreeEvent.Kind.OPENED_ANEW).last()
    before = earlier.ends_on if earlier else None
    above = announced()[isinstance(node, Region)].of(node.parent_code)
    assert person.partner is not None
    return {
        "code": node.code,
        "of_region": isinstance(node, Region),
        "before": day_in_words(before) if before and before != change.ends_on else "",
        "above": day_in_words(above) if above else "",
        "zone": person.partner.time_zone,
        "other_code": change.other_code,
    }


def isolated(name: str) -> str:
    """A name that keeps its own direction inside a sentence that runs from right to left."""
    return f"{FIRST_STRONG}{name}{POP}" if get_language_bidi() else name


def _case(event: Event) -> Values:
    row = event.registration
    return {
        "company": isolated(row.partner.name),
        "distributor": isolated(row.distributor.name) if row.distributor else "",
        "filed_by": isolated(row.distributor.name if row.distributor else row.partner.name),
        "region": isolated(row.region.name) if row.region else "",
        "customer": isolated(row.customer_name),
        "project": isolated(row.project_name),
        "at": event.at,
        "in_force": row.status == Status.APPROVED,
        "clock_stands": row.update_paused_at is not None,
        "decision_due": row.decision_due_at if row.status == Status.SUBMITTED else None,
        "answer_due": row.answer_due_at,
        "appeal_until": row.appeal_until,
        "update_due": row.update_due_at,
        "valid_until": row.expires_at,
        "grace_until": row.grace_until,
    }


def _nothing(_event: Event) -> Values:
    return {}


def _submission(event: Event) -> Values:
    return {
        "keeps_place": event.payload["keeps_place"],
        "sha256": event.payload["sha256"],
        "received": f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC",
        "sequence": sealed.seal(event.payload["submission"]),
        "rules": receipts.ties(event.registration.pinned_policy),
    }


def _decision(event: Event) -> Values:
    taken = Decision.objects.filter(registration=event.registration_id, at=event.at).order_by("-pk").first()
    reasons = [REASONS[code] for code in event.payload.get("codes", ())]
    appealable = event.payload.get("may_appeal", False)
    return {
        "words": taken.words if taken else "",
        # Where nothing can be submitted again, the remedy is an appeal, and of use only while there is one.
        "reasons": [
            (str(reason.words), str(reason.remedy) if reason.may_resubmit or appealable else "")
            for reason in reasons
        ],
        "appealable": appealable,
    }


def _approval(event: Event) -> Values:
    row = event.registration
    granted = row.benefits.all() if row.status == Status.APPROVED else []
    return {
        **_decision(event),
        "benefits": [(str(benefit.get_kind_display()), _percent(benefit.percent)) for benefit in granted],
    }


def _expiry_notice(event: Event) -> Values:
    row = event.registration
    used = row.extensions.filter(granted=True).count()
    return {
        "extension_left": used < row.pinned_policy.extensions_most,
        "extension_asked": row.extensions.filter(answered_at__isnull=True).exists(),
    }


def _extension(event: Event) -> Values:
    extension = Extension.objects.get(pk=event.payload["extension"])
    return {"words": extension.answer}


def _price(event: Event) -> Values:
    application = PriceApplication.objects.get(pk=event.payload["application"])
    return {
        "words": application.answer,
        "granted": application.granted,
        "percent": _percent(application.percent),
    }


def _reward(event: Event) -> Values:
    claim = RewardClaim.objects.get(pk=event.payload["claim"])
    granted = claim.granted_amount
    return {
        "words": claim.answer,
        "accepted": claim.accepted,
        "claimed": f"{claim.amount:,.2f} {claim.currency}",
        "granted": f"{granted:,.2f} {claim.currency}" if granted is not None else "",
        "order": claim.order_number,
        "paid_on": day_in_words(claim.paid_on) if claim.paid_on else "",
        "payment": claim.payment_reference,
    }


def _hearing(event: Event) -> Values:
    hearing = Hearing.objects.get(pk=event.payload["hearing"])
    words = hearing.words if event.kind == "hearing-opened" else hearing.closing_words
    return {"words": words, "reasons": [(str(REASONS[code].words), "") for code in hearing.codes]}


def _proposal(event: Event) -> Values:
    return {"act": str(Proposal.Act(event.payload["act"]).label)}


def _logged_update(event: Event) -> Values:
    return {"counted": event.payload["counted"]}


OF_KIND: dict[str, Callable[[Event], Values]] = {
    "submitted": _submission,
    "returned": _decision,
    "rejected": _decision,
    "hearing-opened": _hearing,
    "revocation-dropped": _hearing,
    "revoked": _decision,
    "approved": _approval,
    "expiry-warned": _expiry_notice,
    "extended": _extension,
    "extension-declined": _extension,
    "price-answered": _price,
    "reward-claimed": _reward,
    "reward-answered": _reward,
    "reward-paid": _reward,
    "second-person-asked": _proposal,
    "update-logged": _logged_update,
}


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _percent(percent: Decimal | None) -> str:
    return "" if percent is None else f"{floatformat(percent, -2)} %"
