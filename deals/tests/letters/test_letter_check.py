import base64

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from deals import decisions, letters, lifecycle, review
from deals.letters.issuing import bare, in_groups
from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from deals.tests.letters.lettered import DAY, asked, visitor

pytestmark = pytest.mark.django_db


def test_a_valid_letter_answers_with_its_scope_and_no_people(letter: AuthorisationLetter) -> None:
    page = asked(letter)
    assert "This letter is valid" in page
    assert letter.said["customer"] in page
    owner = letter.registration.owner
    assert owner is not None
    assert owner.email not in page
    assert str(letter.registration.budget) not in page


def test_a_letter_of_an_ended_registration_has_expired(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    assert deal.owner is not None
    lifecycle.withdraw(deal, by=deal.owner, at=make.AT + DAY)
    assert "This letter has expired" in asked(letter)


def test_a_letter_of_a_revoked_registration_was_revoked(letter: AuthorisationLetter) -> None:
    row, first, at = letter.registration, make.coordinator(), make.AT + DAY
    make.heard(row, at)
    review.propose(row, "revoke", reason="False", evidence="Letter", by=first, at=at)
    decisions.revoke(row, by=make.coordinator(), at=at)
    assert "This letter was revoked" in asked(letter)


def test_unknown_code_and_wrong_date_get_the_same_page(letter: AuthorisationLetter) -> None:
    def neutral(page: str, code: str, day: str) -> str:
        lines = page.replace(code, "CODE").replace(day, "DAY").splitlines()
        return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)

    day = letter.issued_on.isoformat()
    wrong_day = (letter.issued_on + DAY).isoformat()
    unknown = neutral(visitor(code="A" * 26, issued_on=day), "A" * 26, day)
    assert "No letter with this code" in unknown
    assert unknown == neutral(visitor(code=letter.code, issued_on=wrong_day), letter.code, wrong_day)


def test_unknown_code_and_wrong_date_ask_the_database_alike(
    letter: AuthorisationLetter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("A" * 26, letter.code):
        with django_assert_num_queries(1):
            letters.answer(code, letter.issued_on + DAY, make.AT)


def test_the_check_is_kept_out_of_caches_and_search_engines() -> None:
    answer = Client().get(reverse("letter-check"), {"code": "ABCD"})
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'value="ABCD"' in answer.text


def test_the_eleventh_try_in_a_minute_has_to_wait(letter: AuthorisationLetter) -> None:
    client, data = Client(REMOTE_ADDR="203.0.113.9"), {"code": "A" * 26, "issued_on": "2027-05-14"}
    answers = [client.post(reverse("letter-check"), data) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "A" * 26 in answers[-1].text


@pytest.mark.parametrize(
    "data", [{}, {"code": "x" * 1000, "issued_on": "yesterday"}, {"code": "\x00", "issued_on": "2027-02-30"}]
)
def test_whatever_is_typed_into_the_check_gets_a_page(data: dict[str, str]) -> None:
    assert "There is a problem" in visitor(**data)


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_found_however_it_is_spaced(raw: bytes) -> None:
    code = base64.b32encode(raw).rstrip(b"=").decode()
    assert bare(in_groups(code).lower().replace(" ", "-")) == code
