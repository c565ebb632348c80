from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import updates
from deals.models import Update
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.sheet_lines import CONTACT, DAY, NEAR, followed, line, save
from deals.tests.writer import Writer, text
from deals.updates import Report

pytestmark = pytest.mark.django_db


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


def test_an_empty_sheet_names_the_next_due_date_and_offers_to_update_ahead() -> None:
    row = make.approved()
    page = text(Writer(row.owner).get("update-sheet"))
    assert "No update is due this week" in page
    assert "Mon 29 Mar 2027" in page
    assert "Nothing to update" in text(Writer(make.seller()).get("update-sheet"))


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
