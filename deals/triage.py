"""The order of the queue: which case is looked at first, and which one opens next.

A person's own regions before those of a colleague on leave; among them by the hour in which the promised time ends,
then by risk. What is put off or parked comes last; what owes no decision has no hour.
"""

from datetime import UTC, datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import TruncHour

from deals import clocks
from deals.models import Appeal, Extension, PriceApplication, Proposal, Registration, Suspicion
from deals.querysets import RegistrationQuerySet
from deals.risk import Circumstances
from deals.states import Status
from deals.track_record import TrackRecord
from partners.clock import instant
from partners.models import User

OWED = Q(status=Status.SUBMITTED, parked=False)
# The hour, so that cases whose promise ends together are told apart by their risk.
# A partner that was heard waits for the outcome since its time to reply ended.
HEARD = Q(status=Status.APPROVED, hearing_until__isnull=False, hearing_nudge_at__isnull=True)
HOUR = Case(
    When(OWED, then=TruncHour("decision_due_at", tzinfo=UTC)),
    When(HEARD, then=TruncHour("hearing_until", tzinfo=UTC)),
)
ORDER: list[str | OrderBy | Combinable] = [
    "asleep", "-mine", HOUR.asc(nulls_last=True), "-risk", "decision_due_at", "-pk",
]  # fmt: skip


def in_order(rows: RegistrationQuerySet, user: User) -> QuerySet[Registration]:
    """With `asleep` (parked or put off) and `mine`, which the order needs; ordered."""
    yes, no = Value(1), Value(0)
    away = When(Q(parked=True) | Q(snoozed_until__gt=instant()), then=yes)
    own = (
        When(Q(region__in=user.own_regions()), then=yes)
        if user.is_coordinator
        else When(Q(pk=None), then=yes)
    )
    return rows.annotate(
        asleep=Case(away, default=no, output_field=IntegerField()),
        mine=Case(own, default=no, output_field=IntegerField()),
    ).order_by(*ORDER)


def with_the_vendor() -> Q:
    """Everything that waits for the vendor, whatever its state: what the queue shows unless asked for more."""

    def unanswered(model: type[Extension] | type[PriceApplication]) -> Q:
        return Q(pk__in=model.objects.filter(answered_at__isnull=True).values("registration"))

    proposed = Proposal.objects.filter(settled_at__isnull=True).values("registration")
    back = Q(status__in=(Status.LAPSED, Status.EXPIRED), reinstatement_asked_at__isnull=False)
    asked = unanswered(Extension) | unanswered(PriceApplication) | Q(pk__in=proposed)
    return Q(status=Status.SUBMITTED) | Q(asked, status=Status.APPROVED) | HEARD | back


def next_case(user: User, *, after: Registration) -> Registration | None:
    """The first case that this person may decide now: not put off, not on a colleague's desk, not the own proposal."""
    free = Q(reviewer=None) | Q(reviewer=user)
    proposed = Proposal.objects.filter(registration=OuterRef("pk"), settled_at__isnull=True, by=user)
    decided = Appeal.objects.filter(registration=OuterRef("pk"), answered_at__isnull=True, decision__by=user)
    rows = Registration.objects.visible_to(user).filter(OWED, free).exclude(pk=after.pk)
    rows = rows.exclude(snoozed_until__gt=instant()).exclude(Exists(proposed)).exclude(Exists(decided))
    return in_order(rows, user).first()


def circumstances(row: Registration, record: TrackRecord, at: datetime) -> Circumstances:
    """What the signs of risk are read from."""
    policy = row.pinned_policy
    return Circumstances(
        budget=row.budget,
        limit=policy.two_person_budget,
        usual=record.budgets,
        accepted_before=record.accepted,
        registered_on=clocks.local_day(row.submitted_at or at, row.zone),
        price_application_on=row.price_application_on,
        lead_time_days=policy.lead_time_days,
        probing=Suspicion.objects.filter(partner=row.partner, acknowledged_at__isnull=True).exists(),
        appealed=row.appeals.filter(answered_at__isnull=True).exists(),
        objected=bool(row.objection),
    )
