"""Sequence numbers as partners see them: sealed, different, and opened by the vendor alone."""

from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from deals import sealed
from deals.tests import factories as make
from deals.tests.desk import Desk
from deals.tests.desk import text as page_of
from deals.tests.writer import Writer, text
from partners.sealed import LARGEST

NUMBERS = st.integers(0, LARGEST)


@given(NUMBERS)
def test_a_sealed_number_opens_to_the_plain_one(number: int) -> None:
    assert sealed.opened(sealed.seal(number)) == number


def test_no_two_numbers_are_sealed_alike() -> None:
    assert len({sealed.seal(number) for number in range(5_000)}) == 5_000


def test_sealed_numbers_tell_nothing_of_the_order() -> None:
    shown = [sealed.seal(number) for number in range(1, 2_001)]
    rising = sum(earlier < later for earlier, later in pairwise(shown))
    assert 900 < rising < 1_100


def test_another_key_seals_otherwise(settings: Settings) -> None:
    before = sealed.seal(7)
    settings.AUDIT_SALT = "another"
    assert sealed.seal(7) != before


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_of_more_than_48_bits_is_not_sealed(number: int) -> None:
    with pytest.raises(ValueError, match="is not a number between"):
        sealed.seal(number)


@pytest.mark.parametrize("text", ["", "17", "99999-99999-99999", "12345-12345-1234x", "٠" * 15])
def test_what_no_receipt_shows_is_not_opened(text: str) -> None:
    with pytest.raises(ValueError, match="is not a sequence number of a receipt"):
        sealed.opened(text)


@pytest.mark.django_db
def test_the_receipt_shows_the_sealed_number_alone() -> None:
    row = make.submitted()
    row.submissions.update(id=8_765_432)
    type(row).objects.update(place_number=8_765_432)
    page = text(Writer(row.owner).get("registration-receipt", row.reference))
    assert page.count(sealed.seal(8_765_432)) == 2
    assert "8765432" not in page


@pytest.mark.django_db
def test_the_review_page_shows_the_plain_and_the_sealed_number() -> None:
    row = make.submitted()
    submission = row.submissions.get()
    page = page_of(Desk(make.coordinator()).review(row))
    assert f"Number {submission.pk}, on the receipt" in page
    assert submission.sealed_number in page


@pytest.mark.django_db
def test_the_number_of_a_receipt_is_opened_by_a_command() -> None:
    row, out = make.submitted(), StringIO()
    submission = row.submissions.get()
    call_command("open_sequence", submission.sealed_number, stdout=out)
    assert out.getvalue().startswith(f"{submission.pk}: {row.reference}, submitted 2027-03-01 03:00:00")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "said"),
    [("17", "not a sequence number of a receipt"), (sealed.seal(9), "no submission bears")],
)
def test_a_number_that_cannot_be_opened_is_told_why(number: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("open_sequence", number)
