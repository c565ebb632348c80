"""What is addressed to a coordinator on leave reaches the deputy too, for the days of the leave and no longer."""

from datetime import datetime, timedelta

import pytest

from deals import review
from deals.models import Event
from deals.tests import factories as make
from notifications import audiences, receipts
from notifications.directory import Directory
from notifications.models import Notice
from partners import leave
from partners.models import Deputy, User
from partners.tests.factories import CoordinatorFactory, RegionFactory

pytestmark = pytest.mark.django_db
AT, DAY = make.AT, timedelta(days=1)


def away(absent: User, deputy: User, at: datetime = AT) -> Deputy:
    day = at.astimezone(absent.zone).date()
    return leave.name_deputy(absent, deputy, starts_on=day, ends_on=day + 4 * DAY, by=absent, at=at)


def pair() -> tuple[User, User]:
    RegionFactory.create(code="emea")
    return CoordinatorFactory.create(), CoordinatorFactory.create(region_codes=["emea"])


def told(event: Event) -> set[User]:
    return {addressee.person for addressee in audiences.of_event(event, Directory())}


def test_a_deputy_hears_of_a_new_case_in_the_regions_of_who_is_away() -> None:
    absent, deputy = pair()
    away(absent, deputy)
    event = make.submitted(at=AT + DAY).events.get(kind="submitted")
    assert {absent, deputy} <= told(event)


@pytest.mark.parametrize("later", [-DAY, 6 * DAY])
def test_a_deputy_hears_nothing_before_and_after_the_leave(later: timedelta) -> None:
    absent, deputy = pair()
    away(absent, deputy, AT + 10 * DAY)
    event = make.submitted(at=AT + 10 * DAY + later).events.get(kind="submitted")
    assert deputy not in told(event)


def test_a_deputy_hears_of_a_case_that_the_absent_one_had_claimed() -> None:
    absent, deputy = pair()
    other, row = make.coordinator(), make.submitted()
    review.claim(row, by=absent, at=AT)
    away(absent, deputy)
    event = row.events.latest("sequence")
    event.kind, event.payload, event.recorded_at = "decision-nudged", {"mark": 80}, AT + DAY
    event.actor_id = None
    event.registration.refresh_from_db()
    assert told(event) == {absent, deputy}
    assert other not in told(event)


def test_a_deputy_who_may_not_sign_in_hears_nothing() -> None:
    absent, deputy = pair()
    away(absent, deputy)
    User.objects.filter(pk=deputy.pk).update(is_active=False)
    assert deputy not in told(make.submitted(at=AT + DAY).events.get(kind="submitted"))


def test_the_notice_of_a_deputy_lies_in_the_portal_and_the_mail() -> None:
    absent, deputy = pair()
    away(absent, deputy)
    make.submitted(at=AT + DAY)
    while receipts.collect(AT + DAY):
        pass
    channels = Notice.objects.filter(person=deputy, kind="submitted").values_list("channel", flat=True)
    assert len(set(channels)) == 2
