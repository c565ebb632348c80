import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from deals import behalf, deadlines, decisions, drafts, lifecycle, review
from deals.models import Event
from deals.tests import factories as make
from notifications import audiences, receipts
from notifications.models import Channel, Cursor, Notice
from notifications.tests.cases import AT, CASES, DAY, HOUR, Cast, administrator, last_event
from partners import membership
from partners.models import Standing, User
from partners.tests.factories import (
    ApplicantFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
LATER = AT + 300 * DAY


@pytest.fixture
def cast() -> Cast:
    return Cast()


def collect() -> None:
    while receipts.collect(LATER):
        pass


def told(kind: str, channel: Channel = Channel.MAIL) -> dict[User, str]:
    """Who is told of the last event of a kind, and by which letter."""
    collect()
    noted = Notice.objects.filter(event=last_event(kind), channel=channel).select_related("person")
    return {notice.person: notice.letter for notice in noted}


def test_a_submission_is_acknowledged_to_whoever_submitted_it(cast: Cast) -> None:
    cast.submitted()
    assert told("submitted")[cast.owner] == "submitted"


def test_a_submission_comes_to_every_coordinator_of_the_region(cast: Cast) -> None:
    elsewhere = CoordinatorFactory.create(region_codes=["emea"])
    cast.submitted()
    desk = {person for person, letter in told("submitted").items() if letter == "submitted-desk"}
    assert desk == {cast.first, cast.second}
    assert elsewhere not in desk


def test_an_administrator_reads_of_a_submission_in_the_portal_without_mail(cast: Cast) -> None:
    cast.submitted()
    assert cast.administrator in told("submitted", Channel.PORTAL)
    assert cast.administrator not in told("submitted")


def test_a_deal_registered_on_behalf_comes_to_the_partners_administrators(cast: Cast) -> None:
    registration = cast.on_behalf()
    assert told("submitted") == {
        registration.owner: "submitted",
        cast.administrator: "submitted-for-you",
        cast.first: "submitted-desk",
        cast.second: "submitted-desk",
    }


def test_a_decision_on_behalf_reaches_the_distributors_owner_and_the_partner_alone(cast: Cast) -> None:
    registration = cast.approved_on_behalf()
    assert registration.distributor is not None
    administrator(registration.distributor)
    assert set(told("approved")) == {registration.owner, cast.administrator}


def test_the_owner_and_the_administrators_hear_of_a_decision_and_colleagues_do_not(cast: Cast) -> None:
    cast.approved()
    assert set(told("approved")) == {cast.owner, cast.administrator}


def test_the_administrators_of_a_distributor_hear_of_it_once_the_owner_has_left(cast: Cast) -> None:
    registration = cast.on_behalf()
    assert registration.distributor is not None
    heir = administrator(registration.distributor)
    User.objects.filter(pk=registration.owner_id).update(is_active=False)
    decisions.reject(registration, by=cast.first, at=AT + HOUR, codes=["not-available"])
    assert set(told("rejected")) == {heir, cast.administrator}


def test_whoever_acts_is_not_told_of_it(cast: Cast) -> None:
    registration = cast.on_behalf()
    lifecycle.withdraw(registration, by=registration.owner, at=AT + DAY)
    assert set(told("withdrawn")) == {cast.administrator}


def test_a_withdrawn_draft_is_nobodys_news(cast: Cast) -> None:
    by = cast.distributor()
    draft = drafts.start(by=by, at=AT, partner=cast.partner)
    lifecycle.withdraw(draft, by=by, at=AT)
    assert told("withdrawn", Channel.PORTAL) == {}


def test_a_new_owner_is_told(cast: Cast) -> None:
    registration = cast.approved()
    behalf.reassign(registration, to=cast.colleague, by=cast.administrator, at=AT + DAY)
    assert set(told("reassigned")) == {cast.colleague}


def test_what_concerns_a_claimed_case_comes_to_its_reviewer(cast: Cast) -> None:
    registration = review.claim(cast.submitted(), by=cast.second, at=AT)
    deadlines.nudge(registration, at=AT + timedelta(hours=45))
    assert last_event("decision-nudged").payload["mark"] == 80
    assert set(told("decision-nudged")) == {cast.second}


def test_an_overdue_decision_comes_to_the_whole_desk_though_somebody_claimed_it(cast: Cast) -> None:
    registration = review.claim(cast.submitted(), by=cast.second, at=AT)
    deadlines.nudge(registration, at=AT + 2 * DAY + HOUR)
    assert last_event("decision-nudged").payload["mark"] == 100
    assert set(told("decision-nudged")) == {cast.first, cast.second}


def test_a_decision_overdue_twice_comes_to_the_programme_managers(cast: Cast) -> None:
    CASES["decision-nudged"](cast)
    assert last_event("decision-nudged").payload["mark"] == 200
    assert cast.manager in told("decision-nudged")


def test_an_appeal_comes_to_the_coordinators_who_did_not_decide(cast: Cast) -> None:
    CASES["appealed"](cast)
    assert set(told("appealed")) == {cast.second}


def test_a_proposal_comes_to_the_other_coordinators(cast: Cast) -> None:
    cast.proposed("revoke")
    assert set(told("second-person-asked")) == {cast.second}


def test_what_no_coordinator_would_hear_comes_to_the_programme_managers(cast: Cast) -> None:
    User.objects.filter(pk=cast.second.pk).update(is_active=False)
    cast.proposed("revoke")
    assert cast.manager in told("second-person-asked")


@pytest.mark.parametrize(
    "kind", sorted(audiences.SILENT & {"started", "edited", "verified", "claimed", "parked"})
)
def test_a_silent_kind_is_told_to_nobody(cast: Cast, kind: str) -> None:
    review.claim(cast.submitted(), by=cast.first, at=AT)
    parked = review.park(cast.submitted(), by=cast.first, at=AT)
    make.verified(parked, cast.first)
    assert told(kind, Channel.PORTAL) == {}


def test_an_application_comes_to_the_coordinators_of_the_region() -> None:
    coordinator = CoordinatorFactory.create()
    ApplicantFactory.create()
    collect()
    assert [notice.person for notice in Notice.objects.filter(kind="standing-applied", channel="mail")] == [
        coordinator
    ]


def test_a_company_is_told_of_its_standing() -> None:
    company = PartnerFactory.create()
    person = PersonFactory.create(partner=company)
    membership.decide(company, "suspend", by=ManagerFactory.create(), at=AT, codes=["review"])
    collect()
    assert Notice.objects.filter(kind="standing-suspended", person=person, channel="mail").exists()


def test_nothing_is_noted_twice_by_reading_again(cast: Cast) -> None:
    cast.approved()
    collect()
    before = Notice.objects.count()
    collect()
    assert Notice.objects.count() == before > 0


def read_and_die() -> None:
    with transaction.atomic():
        collect()
        raise KeyboardInterrupt


def test_a_reader_that_dies_before_its_commit_has_read_nothing(cast: Cast) -> None:
    cast.submitted()
    with pytest.raises(KeyboardInterrupt):
        read_and_die()
    assert not Notice.objects.exists()
    collect()
    assert Notice.objects.filter(kind="submitted", person=cast.owner).count() == 2


def test_a_long_journal_is_read_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "BATCH", 2)
    cast.approved()
    collect()
    assert Cursor.objects.get().event_sequence == Event.objects.latest("sequence").sequence
    assert Notice.objects.filter(kind="approved", person=cast.owner, channel="mail").count() == 1


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        table = Standing._meta.db_table
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = %s::regclass)", [table]
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_standing_that_commits_after_a_later_one_is_not_skipped() -> None:
    earlier, later = ApplicantFactory.create(), ApplicantFactory.create()
    collect()
    written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            Standing.objects.create(partner=earlier, act="refuse", status="refused", tier=earlier.tier, at=AT)
            written.set()
            may_commit.wait(timeout=30)
        connection.close()

    def reader() -> None:
        collect()
        connection.close()

    writing, reading = threading.Thread(target=slow_writer), threading.Thread(target=reader)
    writing.start()
    assert written.wait(timeout=30)
    last = Standing.objects.create(partner=later, act="refuse", status="refused", tier=later.tier, at=AT)
    reading.start()
    while reading.is_alive() and not somebody_waits_for_a_lock():
        pass
    assert Cursor.objects.get().standing < last.pk
    may_commit.set()
    writing.join()
    reading.join()
    assert Cursor.objects.get().standing == last.pk
