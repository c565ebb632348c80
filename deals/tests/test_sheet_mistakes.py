from typing import Any

import pytest

from deals import updates
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.acting import said
from deals.tests.clock import fresh
from deals.tests.sheet_lines import CONTACT, DAY, NEAR, followed, line, save
from deals.tests.writer import Writer, text
from deals.updates import Report

pytestmark = pytest.mark.django_db


def test_a_line_left_alone_is_no_update() -> None:
    owner = make.seller()
    touched, alone = make.approved(owner), make.approved(owner)
    save(owner, line(touched, **CONTACT), line(alone))
    assert not alone.updates.exists()


def test_a_page_sent_the_day_after_it_was_opened_still_leaves_untouched_lines_alone() -> None:
    row = make.approved()
    save(row.owner, line(row, at=NEAR - DAY), at=NEAR)
    assert not row.updates.exists()


@pytest.fixture(scope="module")
def told(told_once: None) -> tuple[Registration, Registration]:
    owner = make.seller()
    return make.approved(owner), make.approved(owner)


@pytest.fixture
def two(told: tuple[Registration, Registration], db: None) -> tuple[Registration, Registration]:
    """Two registrations of one owner."""
    return fresh(told[0]), fresh(told[1])


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
    typed: dict[str, Any], words: str, two: tuple[Registration, Registration]
) -> None:
    (good, bad), owner = two, two[0].owner
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


def test_nothing_typed_saves_nothing_and_says_so() -> None:
    row = make.approved()
    assert "no line was filled in" in said(save(row.owner, line(row)))


@pytest.mark.parametrize("query", [{"page": "9" * 30}, {"saved": "1,x,"}, {"show": "'"}, {"saved": "9" * 40}])
def test_a_made_up_query_is_answered_with_the_sheet(query: dict[str, str]) -> None:
    row = make.approved()
    assert row.reference in text(Writer(row.owner, NEAR).get("update-sheet", **query))
