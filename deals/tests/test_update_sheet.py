"""The update sheet: many updates in one go, each saved or kept by itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import lifecycle, updates
from deals.models import Registration, Update
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.test_partner_actions import said
from deals.tests.writer import Writer, text
from deals.updates import Report
from partners.models import User
from partners.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEAR = make.AT + 22 * DAY  # 23 March, a week before the update is due
CONTACT: dict[str, Any] = {"sentence": "Met the customer’s team", "kind": "contact", "day": "2027-03-22"}


def line(row: Registration, at: datetime = NEAR, **typed: Any) -> dict[str, Any]:
    """What the sheet sends for one line: everything as it was shown, but for what was said."""
    row.refresh_from_db()
    shown = {
        "stage": row.stage, "close_on": row.close_on, "budget": row.budget,
        "day": at.astimezone(row.zone).date(),
    }  # fmt: skip
    fields = {"version": row.partner_version, "sentence": "", "kind": "", **shown, **typed}
    seen = {f"initial-{row.reference}-{name}": value for name, value in shown.items()}
    return {f"{row.reference}-{name}": value for name, value in fields.items()} | seen


def save(user: User, *lines: dict[str, Any], at: datetime = NEAR) -> HttpResponse:
    posted: dict[str, Any] = {"row": [reference(one) for one in lines]}
    for one in lines:
        posted |= one
    return Writer(user, at).post("update-sheet", **posted)


def reference(one: dict[str, Any]) -> str:
    return next(name for name in one if name.endswith("-version")).removesuffix("-version")


def followed(user: User, response: HttpResponse, at: datetime = NEAR) -> str:
    assert response.status_code == 302
    writer = Writer(user, at)
    return text(writer._ask(writer.client.get, response.headers["Location"], {}))


def test_it_lists_what_is_due_within_a_week_with_the_last_update() -> None:
    owner = make.seller()
    due, later = make.approved(owner), make.approved(owner)
    updates.record_update(
        due, Report(no_change="Budget round until April"), by=owner, at=make.AT + timedelta(hours=3)
    )
    make.updated(later, make.AT + 10 * DAY)
    page = text(Writer(owner, NEAR).get("update-sheet"))
    assert due.reference in page
    assert "last update 22 days ago: <bdi>Budget round until April</bdi>" in page
    assert "Mon 29 Mar 2027, 23:59 Thailand Time" in page
    assert later.reference not in page
    assert later.reference in text(Writer(owner, NEAR).get("update-sheet", show="all"))


def test_ten_updates_are_saved_in_one_go_and_each_says_why_it_counted_and_when_it_is_due_next() -> None:
    owner = make.seller()
    rows = [make.approved(owner) for _number in range(10)]
    response = save(owner, *(line(row, **CONTACT) for row in rows))
    page = followed(owner, response)
    assert "10 updates saved" in page
    assert page.count("It counts: you were in contact with the customer.") == 10
    assert page.count("The next update is due by Tue 20 Apr 2027, 23:59 Thailand Time.") == 10
    assert [fresh(row).update_due_at for row in rows] == [u.due_after for u in Update.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ({"stage": "negotiation"}, "facts-changed"),
        ({"close_on": "2027-06-30"}, "facts-changed"),
        ({"budget": "260000.00"}, "facts-changed"),
        ({"sentence": "Demo at the site", "kind": "step", "day": "2027-03-30"}, "next-step"),
        ({"sentence": "Budget round until April", "kind": "no-change"}, "no-change"),
        ({"kind": "contact", "day": "2027-03-20"}, "customer-contact"),
    ],
)
def test_one_line_is_enough_for_an_update_that_counts(typed: dict[str, Any], because: str) -> None:
    row = make.approved()
    save(row.owner, line(row, **typed))
    assert (row.updates.get().because, row.updates.get().counted) == (because, True)


def test_a_line_left_alone_is_no_update() -> None:
    owner = make.seller()
    touched, alone = make.approved(owner), make.approved(owner)
    save(owner, line(touched, **CONTACT), line(alone))
    assert not alone.updates.exists()


def test_a_page_sent_the_day_after_it_was_opened_still_leaves_untouched_lines_alone() -> None:
    row = make.approved()
    save(row.owner, line(row, at=NEAR - DAY), at=NEAR)
    assert not row.updates.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"sentence": "Still waiting"}, "Choose what the sentence tells"),
        ({"sentence": "Met", "kind": "contact", "day": ""}, "Give the day."),
        (
            {"sentence": "Met", "kind": "contact", "day": "2027-03-29"},
            "The customer contact lies in the future",
        ),
        ({"sentence": "Demo", "kind": "step", "day": "2027-03-01"}, "The next step lies in the past"),
        ({"kind": "step", "day": "2027-03-30"}, "Write the next step."),
        ({"kind": "no-change"}, "Write why nothing changed."),
        ({"budget": "a lot"}, "Write it in figures"),
        ({"day": "2027-03-20"}, "Choose what took place"),
        ({"kind": "nonsense"}, "Choose one from the list."),
        ({"sentence": "x" * 301, "kind": "step"}, "Shorten this to 300 characters"),
        ({"sentence": "Met", "kind": "contact", "version": "x"}, "This page was not sent whole."),
    ],
)
def test_a_line_with_a_mistake_stays_with_what_was_typed_while_the_others_are_saved(
    typed: dict[str, Any], words: str
) -> None:
    owner = make.seller()
    good, bad = make.approved(owner), make.approved(owner)
    page = text(save(owner, line(good, **CONTACT), line(bad, **typed)))
    assert words in page
    assert "1 update saved" in page
    assert good.updates.count() == 1
    assert not bad.updates.exists()
    assert all(f'value="{value}"' in page for name, value in typed.items() if name in ("sentence", "budget"))


def test_an_update_that_does_not_count_says_so_and_what_would() -> None:
    row = make.approved()
    for days in (1, 2):
        report = Report(no_change="Budget round")
        updates.record_update(row, report, by=row.owner, at=make.AT + days * DAY)
    at = make.AT + 24 * DAY
    page = followed(row.owner, save(row.owner, line(row, at, sentence="As before", kind="no-change"), at=at))
    assert "It does not count: “no change” was the answer too often in a row." in page
    assert "The update is still due by Wed 31 Mar 2027" in page


def test_a_line_that_a_colleague_changed_meanwhile_tells_what_happened_and_keeps_what_was_typed() -> None:
    owner = make.seller()
    row, other = make.approved(owner), make.approved(owner)
    mine, theirs = line(row, **CONTACT), line(other, **CONTACT)
    colleague = PersonFactory.create(partner=owner.partner, name="Korn Thongdee")
    updates.record_update(row, Report(stage="tender"), by=colleague, at=NEAR - timedelta(hours=1))
    response = save(owner, mine, theirs)
    page = response.content.decode()
    assert response.status_code == 409
    assert "What happened meanwhile" in page
    assert "Korn Thongdee" in page
    assert "Met the customer’s team" in page
    assert other.updates.count() == 1
    assert row.updates.count() == 1


def test_a_fact_left_alone_does_not_undo_what_a_colleague_changed_meanwhile() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    colleague = PersonFactory.create(partner=row.partner)
    updates.record_update(row, Report(stage="tender"), by=colleague, at=NEAR - timedelta(hours=1))
    page = save(row.owner, mine).content.decode()
    row.refresh_from_db()
    assert f'name="{row.reference}-version" value="{row.partner_version}"' in page
    assert '<option value="tender" selected>' in page
    save(row.owner, {**mine, f"{row.reference}-version": row.partner_version})
    assert fresh(row).stage == "tender"
    assert row.updates.latest("pk").because == "customer-contact"


def test_a_line_whose_registration_ended_meanwhile_says_so() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    lifecycle.withdraw(row, by=row.owner, at=NEAR - timedelta(hours=1))
    page = save(row.owner, mine).content.decode()
    assert "Withdrawn" in page
    assert not row.updates.exists()


def test_a_sheet_sent_twice_saves_each_update_once() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    save(row.owner, mine)
    assert save(row.owner, mine).status_code == 409
    assert row.updates.count() == 1


def test_another_companys_registration_takes_no_update_and_shows_none() -> None:
    stranger, row = make.seller(), make.approved()
    save(stranger, line(row, **CONTACT))
    assert not row.updates.exists()
    make.updated(row, NEAR)
    assert row.customer_name not in text(Writer(stranger).get("update-sheet", saved=row.updates.get().pk))


def test_an_empty_sheet_names_the_next_due_date_and_offers_to_update_ahead() -> None:
    row = make.approved()
    page = text(Writer(row.owner).get("update-sheet"))
    assert "No update is due this week" in page
    assert "Mon 29 Mar 2027" in page
    assert "Nothing to update" in text(Writer(make.seller()).get("update-sheet"))


def test_nothing_typed_saves_nothing_and_says_so() -> None:
    row = make.approved()
    assert "no line was filled in" in said(save(row.owner, line(row)))


@pytest.mark.parametrize("query", [{"page": "9" * 30}, {"saved": "1,x,"}, {"show": "'"}, {"saved": "9" * 40}])
def test_a_made_up_query_is_answered_with_the_sheet(query: dict[str, str]) -> None:
    row = make.approved()
    assert row.reference in text(Writer(row.owner, NEAR).get("update-sheet", **query))


def test_home_leads_to_the_sheet() -> None:
    row = make.approved()
    assert f'href="{reverse("update-sheet")}"' in text(Writer(row.owner, NEAR).get("home"))


def test_it_asks_the_database_as_often_for_many_lines_as_for_one() -> None:
    owner = make.seller()
    counts = []
    for _round in range(2):
        for _number in range(3):
            make.updated(make.approved(owner), make.AT + timedelta(hours=3))
        writer = Writer(owner, NEAR)
        with CaptureQueriesContext(connection) as asked:
            writer.get("update-sheet")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
