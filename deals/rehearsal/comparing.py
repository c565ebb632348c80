"""One decided case under the version it is pinned to and under a proposed one: what comes out differently.

Both sides are computed from the same facts by the same rules and clocks, so a difference is the numbers' alone.
"""

import copy
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from deals import benefits, clocks, rewards, seconds
from deals.models import Decision, Registration
from deals.rehearsal import deadlines, remembered
from partners.models import BenefitKind, Policy
from validation.findings import Code
from validation.rules import check_all

Told = dict[str, str]
CAPS = ("open-cap", "daily-cap")
TWO_PERSONS, EXPIRES, UPDATE_DUE, LAPSES = "two-persons", "expires", "update-due", "lapses"
BENEFIT, REWARD = "benefit:", "reward"


class Difference(NamedTuple):
    """`what` is one of the codes above or of a criterion; `was` and `would` are plain codes, days or sums."""

    what: str
    was: str
    would: str


def differences(row: Registration, proposed: Policy, at: datetime) -> list[Difference]:
    """Everything that the proposed version makes otherwise; the row is read, never written."""
    as_if = copy.copy(row)
    as_if.policy = proposed
    graced = deadlines.grace_from(row)
    before, after = _outcome(row, at, graced), _outcome(as_if, at, graced)
    keys = dict.fromkeys([*before, *after])
    pairs = [Difference(key, before.get(key, ""), after.get(key, "")) for key in keys]
    return [each for each in pairs if each.was != each.would]


def _outcome(row: Registration, at: datetime, graced: date | None) -> Told:
    """What the version pinned to a row makes of it; `graced` is the day from which its grace counts."""
    findings = check_all(remembered.case(row, row.pinned_policy))
    told: Told = {finding.code: finding.outcome for finding in findings}
    eligible = next(finding for finding in findings if finding.code == Code.ELIGIBLE)
    met = eligible.evidence["reasons"]
    assert isinstance(met, list)
    told |= {cap: "met" for cap in CAPS if cap in met}
    told |= _days(deadlines.around_decisions(row), row)
    acts = [decision.act for decision in row.decisions.all()]
    if Decision.Act.APPROVE not in acts:
        return told
    if seconds.two_persons_why(row, findings):
        told[TWO_PERSONS] = "needed"
    return {**told, **_clocks(row, at, graced), **_benefits(row)}


def _clocks(row: Registration, at: datetime, graced: date | None) -> Told:
    assert row.submitted_at is not None
    assert row.decided_at is not None
    policy, zone = row.pinned_policy, row.zone
    expires = clocks.expiry(row.submitted_at, policy.validity_months, zone)
    told = {
        EXPIRES: expires,
        UPDATE_DUE: clocks.update_due(row.decided_at, policy.update_days, zone),
        **deadlines.of_the_life(row, expires, graced),
    }
    if lapsed := _first_lapse(row, at):
        told[LAPSES] = lapsed
    return _days(told, row)


def _first_lapse(row: Registration, at: datetime) -> datetime | None:
    """When the updates that were given would first have come too late; pauses move the deadline as they did."""
    assert row.decided_at is not None
    counted = [u.at for u in row.updates.all() if u.counted and u.at > row.decided_at]
    starts = [row.decided_at, *sorted(counted)]
    for start, following in zip(starts, [*starts[1:], row.ended_at or at], strict=True):
        due = clocks.update_due(start, row.pinned_policy.update_days, row.zone)
        for pause in row.pauses.all():
            if start <= pause.started_at <= due:
                due = clocks.resume(due, pause.started_at, pause.ended_at or at, row.zone)
        if following > due:
            return due
    return None


def _benefits(row: Registration) -> Told:
    grants = benefits.proposed(row)
    told = {f"{BENEFIT}{grant.kind}": _grant(grant) for grant in grants}
    percent = next((grant.percent for grant in grants if grant.kind == BenefitKind.REWARD), None)
    for claim in row.reward_claims.all():
        if claim.accepted is not False:
            amount = rewards.reward_of(claim.order_amount, percent or Decimal(0), rewards.most_of(row))
            told[REWARD] = f"{amount} {claim.currency}"
    return told


def _grant(grant: benefits.Grant) -> str:
    percent = f"{grant.percent.normalize():f} %" if grant.percent is not None else ""
    return ", ".join(part for part in (percent, grant.terms) if part) or "proposed"


def _days(told: dict[str, datetime], row: Registration) -> Told:
    return {what: clocks.local_day(at, row.zone).isoformat() for what, at in told.items()}
