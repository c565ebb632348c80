"""What a partner's company must do, by when: its registrations in groups, the most pressing first (SCREENS S1).

One query counts every group, one more fetches the first rows of each group that has any.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import countdowns
from deals.actions import BY_VERB, Action, may
from deals.countdowns import Deadline, ago_words
from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from deals.states import Status
from partners.models import User

UPDATE_DAYS, EXPIRY_DAYS = 7, 30
SHOWN_MOST = 6


@dataclass(frozen=True)
class Row:
    registration: Registration
    deadline: Deadline | None
    action: Action | None
    url: str
    told: str = ""


@dataclass
class Group:
    """One heading of the home page. `key` is also the list's `due` filter that shows all of it."""

    key: str
    title: Any
    level: str
    count: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


TITLES: dict[str, tuple[Any, str]] = {
    "update": (_("Update due within 7 days"), "near"),
    "action": (_("Action requested"), "near"),
    "back": (_("Ended, and can still be saved"), "over"),
    "expiry": (_("Expiring within 30 days"), "soon"),
    "coordinator": (_("With your coordinator"), "calm"),
    "draft": (_("Drafts"), "calm"),
}
VERBS = {
    "update": ("record_update",),
    "action": ("submit", "reply_hearing", "confirm_behalf"),
    "back": ("ask_reinstatement", "appeal"),
    "expiry": ("ask_extension", "record_update"),
    "coordinator": (),
    "draft": ("edit",),
}
ORDER: dict[str, Any] = {
    "update": "update_due_at",
    "action": Coalesce("answer_due_at", "hearing_until"),
    "back": "ended_at",
    "expiry": "expires_at",
    "coordinator": "decision_due_at",
    "draft": "-edited_at",
}


def condition(key: str, user: User, at: datetime) -> Q:
    """Which registrations belong to a group at an instant."""
    approved = Q(status=Status.APPROVED)
    conditions = {
        "update": approved
        & Q(update_paused_at__isnull=True, update_due_at__lte=at + timedelta(days=UPDATE_DAYS)),
        "action": Q(status=Status.RETURNED)
        | approved & Q(hearing_until__gte=at, hearing_replied_at__isnull=True)
        | Q(
            status__in=(Status.SUBMITTED, Status.APPROVED),
            partner_id=user.partner_id, distributor__isnull=False, behalf_answered_at__isnull=True,
        ),
        "back": Q(
            status__in=(Status.LAPSED, Status.EXPIRED), grace_until__gte=at,
            reinstatement_asked_at__isnull=True,
        )
        | Q(status=Status.REJECTED, appeal_until__gte=at),
        "expiry": approved & Q(expires_at__lte=at + timedelta(days=EXPIRY_DAYS)),
        "coordinator": Q(status=Status.SUBMITTED)
        | Q(status__in=(Status.LAPSED, Status.EXPIRED), grace_until__gte=at, reinstatement_asked_at__isnull=False),
        "draft": Q(status=Status.DRAFT),
    }  # fmt: skip
    return conditions[key]


def groups(scoped: RegistrationQuerySet, user: User, at: datetime) -> tuple[list[Group], dict[str, int]]:
    """The groups that have rows, and the counts for the figures below them."""
    conditions = {key: condition(key, user, at) for key in TITLES}
    counts = scoped.order_by().aggregate(
        all=Count("pk"),
        in_force=Count("pk", filter=Q(status=Status.APPROVED)),
        won=Count("pk", filter=Q(status=Status.WON)),
        with_vendor=Count("pk", filter=Q(status=Status.SUBMITTED)),
        **{key: Count("pk", filter=which) for key, which in conditions.items()},
    )
    found = []
    for key, (title, level) in TITLES.items():
        if counts[key]:
            asked = scoped.extension_pending().order_by().values("pk")
            rows = (
                scoped.filter(conditions[key])
                .for_pages()
                .annotate(asked=Exists(asked.filter(pk=OuterRef("pk"))))
            )
            rows = rows.order_by(ORDER[key], "pk")[:SHOWN_MOST]
            shown = [_row(key, row, user, at) for row in rows]
            found.append(Group(key, title, level, counts[key], shown))
    return found, counts


def _row(key: str, row: Registration, user: User, at: datetime) -> Row:
    asked = key == "expiry" and row.asked  # type: ignore[attr-defined]
    offered = [] if asked else [BY_VERB[verb] for verb in VERBS[key]]
    action = next((action for action in offered if may(action, row, user, at)), None)
    url = action.url(row) if action else ""
    return Row(row, _deadline(key, row, at), action, url, _told(row, at, asked=asked))


def _told(row: Registration, at: datetime, *, asked: bool) -> str:
    """What else there is to say of a row."""
    if asked:
        return gettext("More time asked for")
    if row.reinstatement_asked_at is not None:
        return gettext("Reinstatement asked for")
    if row.status == Status.DRAFT:
        return gettext("Saved %s") % ago_words(row.edited_at, at)
    return ""


def _deadline(key: str, row: Registration, at: datetime) -> Deadline | None:
    if key == "update":
        return countdowns.update_deadline(row, at)
    if key == "expiry":
        return countdowns.validity_deadline(row, at)
    if key == "coordinator":
        return countdowns.decision_deadline(row, at) if row.status == Status.SUBMITTED else None
    if key == "action" and row.answer_due_at is not None:
        return countdowns.deadline(row.answer_due_at, at, label=gettext("Answer by, to keep your place"))
    if key == "action" and row.hearing_until is not None:
        return countdowns.deadline(row.hearing_until, at, label=gettext("Reply to the hearing by"))
    if key == "back":
        until = row.grace_until or row.appeal_until
        label = gettext("Reinstate until") if row.grace_until else gettext("Appeal until")
        return countdowns.deadline(until, at, label=label) if until else None
    return None
