"""The hearing over HTTP: the partner's page and lists, the desk's page and acts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from deals import evidence, feeds, revocation, sweeps
from deals.models import CalendarFeed, Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests.desk import Desk
from deals.tests.desk import text as desk_text
from deals.tests.test_desk_pages import shown
from deals.tests.writer import Writer, text
from partners.models import Policy

pytestmark = pytest.mark.django_db

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
WORDS = "The purchasing office knows of no such project."
UNTIL = datetime(2027, 3, 8, 15, 59, 59, tzinfo=UTC)


def opened() -> Registration:
    registration = make.approved()
    revocation.open_hearing(registration, words=WORDS, by=make.coordinator(), at=make.AT)
    registration.refresh_from_db()
    return registration


def test_the_coordinator_opens_a_hearing_from_the_desk() -> None:
    row, desk = make.approved(), Desk(make.coordinator())
    assert desk.act(row, "open-hearing").status_code == 422
    assert desk.act(row, "open-hearing", words=WORDS).status_code == 302
    page = desk_text(desk.review(row))
    assert WORDS in page
    assert "The partner has not replied" in page
    assert "propose-revocation" not in page


def test_a_proposal_before_the_reply_is_refused_with_what_was_typed_kept() -> None:
    row = opened()
    response = Desk(make.coordinator()).act(row, "propose-revocation", reason="Untrue", evidence="Letter")
    assert response.status_code == 409
    assert "may still reply" in desk_text(response)
    assert "Untrue" in desk_text(response)


def test_the_reply_stands_on_the_page_of_the_second_coordinator() -> None:
    row = make.heard(make.approved())
    assert (
        Desk(make.coordinator()).act(row, "propose-revocation", reason="R", evidence="E").status_code == 302
    )
    second = Desk(make.coordinator())
    for page in (second.review(row), second.page(row, "revoke")):
        assert "The partner’s reply" in desk_text(page)
        assert "It does." in desk_text(page)
    assert second.act(row, "revoke").status_code == 302
    assert Registration.objects.get(pk=row.pk).status == Status.REVOKED


def test_a_hearing_is_dropped_with_a_word_to_the_partner() -> None:
    row, desk = make.heard(make.approved()), Desk(make.coordinator())
    assert desk.act(row, "drop-revocation").status_code == 422
    assert desk.act(row, "drop-revocation", words="The customer confirms it.").status_code == 302
    page = text(Writer(row.owner).get("registration-detail", row.reference))
    assert "Hearing ended without a revocation" in page
    assert "The customer confirms it." in page


def test_the_queue_shows_who_was_heard_and_not_who_may_still_reply() -> None:
    heard, waiting = make.heard(make.approved()), opened()
    desk = Desk(make.coordinator())
    assert shown(desk, waits="hearing") == {heard.pk}
    sweeps.tick(UNTIL + SECOND)
    assert shown(Desk(desk.user, UNTIL + HOUR), waits="hearing") == {heard.pk, waiting.pk}
    assert shown(Desk(desk.user, UNTIL + HOUR)) == {heard.pk, waiting.pk}


def test_the_home_page_asks_for_the_reply_with_its_deadline() -> None:
    row = opened()
    page = text(Writer(row.owner).get("home"))
    assert "Action requested" in page
    assert reverse("registration-hearing", args=[row.reference]) in page
    revocation.reply_hearing(row, reply="It does.", by=row.owner, at=make.AT + HOUR)
    assert "Action requested" not in text(Writer(row.owner).get("home"))


def test_the_page_of_the_registration_shows_what_is_in_doubt_and_one_next_step() -> None:
    row = opened()
    page = text(Writer(row.owner).get("registration-detail", row.reference))
    assert WORDS in page
    assert 'class="btn btn-primary" href="' + reverse("registration-hearing", args=[row.reference]) in page


def test_the_partner_replies_on_its_page() -> None:
    row = opened()
    writer = Writer(row.owner)
    assert WORDS in text(writer.get("registration-hearing", row.reference))
    empty = writer.post("registration-hearing", row.reference, version=row.partner_version, reply=" ")
    assert "Write your reply." in text(empty)
    sent = writer.post("registration-hearing", row.reference, version=row.partner_version, reply="It does.")
    assert sent.status_code == 302
    assert row.hearings.get().reply == "It does."


def test_a_late_reply_is_refused_with_what_was_typed_kept() -> None:
    row = opened()
    late = Writer(row.owner, UNTIL + SECOND)
    page = text(
        late.post("registration-hearing", row.reference, version=row.partner_version, reply="It does.")
    )
    assert "The time to reply is over" in page


def test_nobody_elses_hearing_is_found() -> None:
    row = opened()
    assert Writer(make.seller()).get("registration-hearing", row.reference).status_code == 404


def test_the_calendar_holds_the_time_to_reply_until_the_reply() -> None:
    row = opened()
    feeds.open_feed(by=row.owner, whole_company=False, at=make.AT)
    feed = CalendarFeed.objects.get()

    def entries() -> dict[str, datetime]:
        events: list[Any] = Calendar.from_ical(feeds.calendar(feed, make.AT + HOUR)).walk("VEVENT")
        return {str(event["summary"]): event["dtstart"].dt for event in events}

    assert entries()[f"Reply to the hearing by: {row.reference}"] == UNTIL
    revocation.reply_hearing(row, reply="It does.", by=row.owner, at=make.AT + HOUR)
    assert f"Reply to the hearing by: {row.reference}" not in entries()


def test_the_evidence_of_a_registration_holds_its_hearing() -> None:
    row = make.heard(make.approved())
    members = dict(evidence._members(row))
    assert "It does." in members["hearings.json"].decode()


def test_the_page_of_a_policy_tells_the_time_to_reply_by_an_example() -> None:
    make.approved()
    policy = Policy.objects.latest("pk")
    page = desk_text(Desk(make.coordinator()).get(reverse("admin:partners_policy_change", args=[policy.pk])))
    assert "Hearing before a revocation opened on" in page
