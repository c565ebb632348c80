"""Changes of a company's standing that take effect on a later day, in the zone of its home region."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from partners import announcements, invariants, membership, tasks
from partners.membership import MembershipError
from partners.models import Announcement, Partner
from partners.tests.factories import (
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    RegionFactory,
)
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
# Ten in the evening in Auckland, where the home region is; nine in the morning in UTC.
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
FIRST_DAY = date(2027, 3, 8)
STARTS = datetime(2027, 3, 7, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def company(**fields: Any) -> Partner:
    region = RegionFactory.create(code="apac.nz", time_zone="Pacific/Auckland")
    return PartnerFactory.create(region=region, **fields)


def announced(partner: Partner, act: str = "suspend", **changes: Any) -> Announcement:
    said = {"first_day": FIRST_DAY, "by": ManagerFactory.create(), "at": AT, "codes": ["rules-broken"]}
    return announcements.announce(partner, act, **{**said, **changes})


def acts(partner: Partner) -> list[str]:
    return list(partner.standings.values_list("act", flat=True))


def test_it_takes_effect_at_the_start_of_its_day_where_the_home_region_is() -> None:
    partner = company()
    announced(partner)
    announcements.carry_out_due(STARTS - SECOND)
    partner.refresh_from_db()
    assert partner.status == Partner.Status.ACTIVE
    announcements.carry_out_due(STARTS)
    partner.refresh_from_db()
    assert partner.status == Partner.Status.SUSPENDED


def test_the_journal_tells_of_the_announcement_and_of_the_effect_with_the_same_reasons() -> None:
    partner = company()
    row = announced(partner, reason="Second warning")
    announcements.carry_out_due(STARTS)
    told = partner.standings.filter(announcement=row)
    assert [(each.act, each.status) for each in told] == [("announce", "active"), ("suspend", "suspended")]
    assert {(*each.codes, each.reason, each.by) for each in told} == {
        ("rules-broken", "Second warning", row.by)
    }


def test_a_late_or_repeated_look_carries_it_out_once() -> None:
    partner = company()
    announced(partner, "end")
    late = STARTS + timedelta(days=3)
    assert [announcements.carry_out_due(late) for _look in range(2)] == [1, 0]
    assert acts(partner).count("end") == 1


def test_a_move_leads_to_the_announced_tier() -> None:
    partner = company(tier=Tier.SILVER)
    announced(partner, "move", codes=["goals-reached"], tier=Tier.GOLD)
    announcements.carry_out_due(STARTS)
    partner.refresh_from_db()
    assert partner.tier == Tier.GOLD


@pytest.mark.parametrize(
    ("act", "changes"),
    [
        ("suspend", {"first_day": date(2027, 3, 1)}),
        ("suspend", {"codes": []}),
        ("resume", {"codes": ["settled"]}),
        ("accept", {"codes": []}),
        ("move", {"codes": ["goals-reached"], "tier": Tier.SILVER}),
    ],
    ids=["a day that has begun", "no reason", "a wrong state", "only at once", "the tier it is in"],
)
def test_what_cannot_be_announced_is_refused(act: str, changes: dict[str, Any]) -> None:
    partner = company(tier=Tier.SILVER)
    with pytest.raises(MembershipError):
        announced(partner, act, **changes)
    assert not Announcement.objects.exists()


def test_who_may_not_decide_announces_nothing() -> None:
    partner = company()
    with pytest.raises(MembershipError):
        announced(partner, by=AuditorFactory.create())


def test_one_change_at_a_time_is_announced() -> None:
    partner = company()
    announced(partner)
    with pytest.raises(MembershipError):
        announced(partner, "end")


def test_the_database_keeps_a_second_open_announcement_out() -> None:
    row = announced(company())
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_what_is_called_off_does_not_happen_and_is_told_with_its_reason() -> None:
    partner = company()
    row = announced(partner)
    coordinator = CoordinatorFactory.create()
    announcements.call_off(row, by=coordinator, at=STARTS - SECOND, codes=["settled"], reason="Paid")
    assert announcements.carry_out_due(STARTS) == 0
    last = partner.standings.latest("pk")
    assert (last.act, last.status, last.by, last.codes) == ("call-off", "active", coordinator, ["settled"])


def test_nothing_is_called_off_once_its_day_has_begun() -> None:
    row = announced(company())
    with pytest.raises(MembershipError):
        announcements.call_off(row, by=ManagerFactory.create(), at=STARTS, codes=["settled"])


def test_a_decision_that_leaves_nothing_to_an_announced_change_calls_it_off() -> None:
    partner = company()
    row = announced(partner)
    membership.decide(partner, "end", by=ManagerFactory.create(), at=AT, codes=["own-wish"])
    row.refresh_from_db()
    assert row.outcome == Announcement.Outcome.CALLED_OFF
    assert acts(partner)[-2:] == ["end", "call-off"]
    assert partner.standings.latest("pk").codes == ["overtaken"]


def test_a_decision_after_which_it_can_still_happen_leaves_it_announced() -> None:
    partner = company()
    row = announced(partner, "end")
    membership.decide(partner, "suspend", by=ManagerFactory.create(), at=AT, codes=["review"])
    row.refresh_from_db()
    assert row.outcome == ""
    assert announcements.carry_out_due(STARTS) == 1


def test_one_that_fails_leaves_the_others_to_take_effect() -> None:
    broken, sound = announced(company()), announced(company())
    Partner.objects.filter(pk=broken.partner_id).update(status=Partner.Status.ENDED)
    assert announcements.carry_out_due(STARTS) == 1
    sound.refresh_from_db()
    assert sound.outcome == Announcement.Outcome.CARRIED_OUT


def test_the_tick_carries_out_what_is_due(settings: Settings) -> None:
    partner = company()
    announced(partner)
    settings.DEMO_CLOCK_OFFSET = (STARTS + SECOND - datetime.now(UTC)).total_seconds()
    tasks.tick()
    partner.refresh_from_db()
    assert partner.status == Partner.Status.SUSPENDED


def test_an_announced_change_that_is_overdue_breaks_an_invariant() -> None:
    announced(company())
    check = invariants.announced_changes_take_effect
    assert list(check(STARTS)) == []
    assert len(list(check(STARTS + timedelta(hours=1)))) == 1


def test_a_status_that_the_journal_does_not_tell_breaks_an_invariant() -> None:
    partner = company()
    check = invariants.standing_is_the_last_of_the_journal
    assert list(check(AT)) == []
    Partner.objects.filter(pk=partner.pk).update(status=Partner.Status.ENDED)
    assert len(list(check(AT))) == 1
