from pathlib import Path

import pytest
from django.conf import settings

from deals.moves import KINDS
from notifications import topics
from notifications.audiences import (
    DESK,
    LETTER_OF_ACT,
    LETTER_OF_CHANGE,
    SILENT,
    SILENT_CHANGES,
    STANDINGS,
    TOLD,
)
from notifications.tests.cases import CASES
from partners.models import Standing, TreeEvent

MAIL = Path(settings.BASE_DIR) / "templates" / "mail"
# What only the vendor knows, or does for itself (rulebook, "What a partner must never learn").
VENDORS_OWN = {
    "parked", "unparked", "offered", "screened", "claimed", "released", "verified", "opportunity-judged",
    "second-person-asked", "decision-nudged",
}  # fmt: skip
LETTERS = {row.letter or kind for kind, rows in TOLD.items() for row in rows} | {
    *(f"standing-{status}" for status in STANDINGS), *LETTER_OF_CHANGE.values(),
}  # fmt: skip


def test_every_kind_of_event_is_told_or_silent_and_never_both() -> None:
    assert sorted([*TOLD, *SILENT]) == sorted(KINDS)


def test_every_act_on_the_standing_of_a_company_is_told() -> None:
    assert set(LETTER_OF_ACT) == set(Standing.Act)
    assert set(LETTER_OF_ACT.values()) == set(STANDINGS)


def test_every_change_of_a_tree_is_told_or_silent_and_never_both() -> None:
    assert sorted([*LETTER_OF_CHANGE, *SILENT_CHANGES]) == sorted(TreeEvent.Kind)


def test_what_is_the_vendors_own_is_told_to_the_desk_alone() -> None:
    assert {
        kind for kind in VENDORS_OWN & set(TOLD) if any(row.who not in DESK for row in TOLD[kind])
    } == set()


@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_a_letter_is_three_files_named_after_it(letter: str) -> None:
    assert {path.name for path in (MAIL / letter).iterdir()} == {"subject.txt", "body.txt", "body.html"}


def test_no_letter_lies_there_that_nobody_gets() -> None:
    assert {path.name for path in MAIL.iterdir() if path.is_dir()} - {"parts", "digest"} == LETTERS


def test_every_letter_belongs_to_one_topic_of_the_matrix() -> None:
    listed = [letter for topic in (*topics.PARTNER, *topics.DESK) for letter in topic.letters]
    assert sorted(listed) == sorted(LETTERS)


def test_the_cases_of_these_tests_cover_every_told_kind() -> None:
    assert set(CASES) == set(TOLD)
