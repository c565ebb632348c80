"""One registration: where it stands, what runs out when, what was decided and why, what can be done now."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals import clocks, countdowns, criteria, endings, hearings, ledger, path, timeline
from deals.actions import possible
from deals.answers import Section, sections
from deals.countdowns import Deadline, day_in_words
from deals.models import Decision, Event, Item, Registration
from deals.querysets import RegistrationQuerySet
from deals.reasons import REASONS
from deals.states import DEADLINE_LABELS, PauseReason, Status
from deals.views.access import member, own
from partners.clock import now
from partners.models import User

# What waits for an answer is not offered again.
ASKED_BY = {PauseReason.EXTENSION: "ask_extension", PauseReason.PRICE: "apply_for_price"}


def with_all(at: datetime) -> RegistrationQuerySet:
    """With every list the page shows, so that their length costs nothing, and whether its benefits count."""
    counting = Registration.objects.in_force(at).filter(pk=OuterRef("pk"))
    rows = Registration.objects.for_pages().annotate(
        entitled=Exists(counting), reward_is_open=Registration.objects.reward_is_open()
    )
    return rows.prefetch_related(
        Prefetch("items", Item.objects.select_related("product_line")),
        "decision_makers",
        "documents",
        "benefits__uses",
        Prefetch("decisions", Decision.objects.select_related("policy__region", "appeal")),
        Prefetch("events", Event.objects.select_related("actor")),
    )


@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of one registration."""
    user, at = member(request), now()
    row = own(request, reference, with_all(at))
    if row.partner_id == user.partner_id:
        user.partner = row.partner  # the same company, which the menu would read again
    only = request.GET.get("show", "")
    only = only if only in timeline.GROUPS else ""
    entries = timeline.entries(row, row.events.all(), viewer=user, at=at, only=only)
    pauses = _pauses(row)
    asked = {ASKED_BY[reason] for reason in pauses if reason in ASKED_BY}
    actions = [action for action in possible(row, user, at) if action.verb not in asked]
    context = {
        "row": row,
        "steps": path.steps(row),
        "deadlines": _deadlines(row, at),
        "pauses": [reason.label for reason in pauses],
        "later": _later(row, at),
        "actions": [(action, action.url(row)) for action in actions],
        "sections": _sections(row, user),
        "criteria": criteria.lines(row, at),
        "ledger": ledger.entries(row, counts=row.entitled),  # type: ignore[attr-defined]
        "entitled": row.entitled,  # type: ignore[attr-defined]
        "decisions": [(d, [REASONS[code] for code in d.codes]) for d in reversed(row.decisions.all())],
        "hearing": hearings.current(row),
        "ending": endings.ending(row, at),
        "timeline": entries,
        "timeline_groups": timeline.GROUPS,
        "only": only,
    }
    return render(request, "deals/detail.html", context)


def _deadlines(row: Registration, at: datetime) -> list[Deadline]:
    """What runs now: both clocks of an approved registration, the promise of a submitted one, and so on."""
    if row.status == Status.APPROVED:
        found = [
            _hearing_deadline(row, at), countdowns.update_deadline(row, at), countdowns.validity_deadline(row, at),
        ]  # fmt: skip
    elif row.status == Status.SUBMITTED:
        found = [countdowns.decision_deadline(row, at), countdowns.validity_deadline(row, at)]
    else:
        due = {
            Status.RETURNED: row.answer_due_at,
            Status.LAPSED: row.grace_until,
            Status.EXPIRED: row.grace_until,
            Status.REJECTED: row.appeal_until,
        }.get(Status(row.status))
        label = str(DEADLINE_LABELS.get(row.status, ""))
        found = [countdowns.deadline(due, at, label=label, over=_("The time is over"))] if due else []
    return [deadline for deadline in found if deadline is not None]


def _hearing_deadline(row: Registration, at: datetime) -> Deadline | None:
    """The time to reply to a hearing, while the partner owes the reply."""
    if row.hearing_until is None or row.hearing_replied_at is not None:
        return None
    return countdowns.deadline(
        row.hearing_until, at, label=_("Reply to the hearing by"), over=_("The time is over")
    )


def _pauses(row: Registration) -> list[PauseReason]:
    """Why the update clock stands still."""
    if row.status != Status.APPROVED or row.update_paused_at is None:
        return []
    running = row.pauses.filter(ended_at__isnull=True)
    return [PauseReason(pause.reason) for pause in running]


def _later(row: Registration, at: datetime) -> list[str]:
    """What will be possible, and from when: so that nobody has to ask why a button is missing."""
    if row.status != Status.APPROVED or row.submitted_at is None or row.expires_at is None:
        return []
    policy, told = row.pinned_policy, []
    if not row.lead_time_exception and not clocks.price_application_open(
        row.submitted_at, policy.lead_time_days, row.zone, at
    ):
        first = clocks.earliest_price_application(row.submitted_at, policy.lead_time_days, row.zone)
        told.append(_("You can apply for the price from %s on.") % day_in_words(first))
    opens = clocks.extension_window_opens(row.expires_at, policy.extension_opens_days, row.zone)
    if at < opens:
        day = day_in_words(clocks.local_day(opens, row.zone))
        told.append(_("You can ask for more time from %s on.") % day)
    return told


def _sections(row: Registration, user: User) -> list[Section]:
    """The facts given; the decision chain names people to the company that entered them alone (*Privacy*)."""
    hidden = () if user.partner_id == row.filing_company_id else ("decision_makers",)
    return [
        Section(part.task, tuple(a for a in part.answers if a.lines and a.name not in hidden))
        for part in sections(row)
    ]
