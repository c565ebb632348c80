"""The work on a rehearsal, one short transaction after the other: whoever finds it free takes the next slice.

A slice commits together with the mark of how far it came, so a worker that is killed loses nothing and repeats nothing.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from deals.models import Event, Registration, Rehearsal, RehearsedCase
from deals.rehearsal import asking, comparing
from deals.rehearsal.comparing import BENEFIT, REWARD, Difference
from deals.rehearsal.deadlines import ROUNDS
from partners.models import Authorisation

SLICE = 100
READ_ALONG = (
    "items__product_line", "decision_makers", "verifications", "checks", "decisions", "updates", "pauses",
    "reward_claims",
    Prefetch("events", Event.objects.filter(kind__in=ROUNDS).order_by("sequence"), to_attr="rounds"),
    Prefetch("partner__authorisations", Authorisation.objects.select_related("region", "product_line")),
    "policy__tier_terms", "policy__benefit_proposals", "region__calendar__holidays",
)  # fmt: skip


def step(pk: int, at: datetime) -> bool:
    """Look at the next slice of a rehearsal; whether there is more. False too while another process is at it."""
    with transaction.atomic():
        rows = Rehearsal.objects.at_work().select_related("policy__region")
        rehearsal = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if rehearsal is None:
            return False
        prefetch_related_objects([rehearsal.policy], "tier_terms", "benefit_proposals")
        cases = _next(rehearsal)
        _compare(rehearsal, cases)
        if len(cases) < SLICE:
            rehearsal.ended_at = at
        rehearsal.save()
        return rehearsal.ended_at is None


def _next(rehearsal: Rehearsal) -> list[Registration]:
    rows = asking.cases_of(rehearsal).filter(pk__gt=rehearsal.after).order_by("pk")
    along = rows.select_related("partner", "distributor", "region__calendar", "policy").prefetch_related(
        *READ_ALONG
    )
    return list(along[:SLICE])


def _compare(rehearsal: Rehearsal, cases: list[Registration]) -> None:
    found = [(case, comparing.differences(case, rehearsal.policy, rehearsal.until)) for case in cases]
    differing = [(case, differences) for case, differences in found if differences]
    RehearsedCase.objects.bulk_create(
        RehearsedCase(
            rehearsal=rehearsal, registration=case, differences=[list(each) for each in differences]
        )
        for case, differences in differing
    )
    for _case, differences in differing:
        _count(rehearsal, differences)
    rehearsal.cases_differ += len(differing)
    rehearsal.cases_done += len(cases)
    rehearsal.after = cases[-1].pk if cases else rehearsal.after


def _count(rehearsal: Rehearsal, differences: Iterable[Difference]) -> None:
    kinds = {
        each.what.partition(":")[0] if each.what.startswith(BENEFIT) else each.what for each in differences
    }
    rehearsal.counts = dict(Counter(rehearsal.counts) + Counter(kinds))
    for each in differences:
        if each.what == REWARD:
            was, would = _money(each.was), _money(each.would)
            currency = (each.was or each.would).rpartition(" ")[2]
            before, after = rehearsal.sums.get(currency, ("0", "0"))
            rehearsal.sums[currency] = [str(Decimal(before) + was), str(Decimal(after) + would)]


def _money(told: str) -> Decimal:
    return Decimal(told.partition(" ")[0] or 0)
