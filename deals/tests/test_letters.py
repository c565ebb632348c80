import base64
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

from deals import decisions, extensions, letters, lifecycle, review, signing
from deals.benefits import Grant
from deals.letters.issuing import bare, in_groups
from deals.letters.sealing import SIGNED, seal
from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from partners.models import BenefitKind

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def authorised(row: Registration) -> Registration:
    by = make.coordinator()
    return decisions.approve(
        make.verified(row, by), by=by, at=make.AT, grants=[Grant(BenefitKind.DEAL_AUTHORISATION)]
    )


@pytest.fixture
def deal() -> Registration:
    return authorised(make.submitted(customer_name="Sunrise Water Authority 华为水务"))


@pytest.fixture
def letter(deal: Registration) -> AuthorisationLetter:
    return deal.letters.get()


def visitor(**data: str) -> str:
    return Client().post(reverse("letter-check"), data).text


def asked(letter: AuthorisationLetter) -> str:
    return visitor(code=letter.code, issued_on=letter.issued_on.isoformat())


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_an_approval_with_deal_authorisation_issues_a_letter(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    assert letter.number == f"{deal.reference}-1"
    assert deal.events.get(kind="approved").payload["letter"] == letter.number


def test_an_approval_without_deal_authorisation_issues_none() -> None:
    by = make.coordinator()
    approved = decisions.approve(make.verified(make.submitted(), by), by=by, at=make.AT, grants=[])
    assert not approved.letters.exists()


def test_an_extension_issues_a_letter_with_the_new_validity(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    extensions.grant_extension(deal, by=make.coordinator(), at=make.AT + DAY, answer="The tender moved.")
    deal.refresh_from_db()
    newest = deal.letters.latest("pk")
    assert newest.number == f"{deal.reference}-2"
    assert deal.expires_at is not None
    assert datetime.fromisoformat(newest.said["valid_until"]) == deal.expires_at.replace(microsecond=0)
    assert newest.said["valid_until"] > letter.said["valid_until"]


@pytest.mark.parametrize("part", ["number", "partner", "customer", "project"])
def test_the_text_of_the_paper_is_the_statement(letter: AuthorisationLetter, part: str) -> None:
    assert letter.said[part] in text_of(letters.pdf(letter))


def test_the_paper_prints_products_dates_and_code(letter: AuthorisationLetter) -> None:
    said = text_of(letters.pdf(letter))
    assert all(product in said for product in letter.said["products"])
    assert in_groups(letter.code) in said
    assert letter.issued_on.strftime("%b %Y") in said
    assert datetime.fromisoformat(letter.said["valid_until"]).astimezone(UTC).strftime("%b %Y") in said


def test_a_genuine_file_states_what_the_letter_states(letter: AuthorisationLetter) -> None:
    verdict = letters.examine(letters.pdf(letter))
    assert (verdict.genuine, verdict.said) == (True, letter.said)


@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_one_changed_byte_shows(place: float, flip: int) -> None:
    pdf = bytearray(seal(b"%PDF-1.7\nsome content\n%%EOF\n", {"number": "X-1"}))
    pdf[int(place * len(pdf))] ^= flip
    assert not letters.examine(bytes(pdf)).genuine


def test_one_changed_field_shows(letter: AuthorisationLetter) -> None:
    pdf = letters.pdf(letter)
    _content, _mark, tail = pdf.rpartition(SIGNED)
    other = seal(pdf.partition(b"%Statement ")[0], {**letter.said, "customer": "Somebody else"})
    forged = other.rpartition(SIGNED)[0] + SIGNED + tail
    assert not letters.examine(forged).genuine


@pytest.mark.parametrize("more", [b"\n", b"%PDF-1.7", b" "])
def test_what_is_appended_to_a_file_shows(letter: AuthorisationLetter, more: bytes) -> None:
    assert not letters.examine(letters.pdf(letter) + more).genuine


def test_the_key_of_somebody_else_signs_nothing_of_ours(
    letter: AuthorisationLetter, settings: Settings
) -> None:
    ours = settings.SIGNING_KEY
    settings.SIGNING_KEY = signing.encoded(bytes(range(32)))
    foreign = letters.pdf(letter)
    settings.SIGNING_KEY = ours
    assert "is not one of ours" in letters.examine(foreign).why


def test_a_retired_key_keeps_what_it_signed_genuine(letter: AuthorisationLetter, settings: Settings) -> None:
    signed = letters.pdf(letter)
    retired = signing.private_key(settings.SIGNING_KEY).public_key().public_bytes_raw()
    settings.SIGNING_KEY = signing.encoded(bytes(range(32)))
    assert not letters.examine(signed).genuine
    settings.RETIRED_SIGNING_KEYS = [signing.encoded(retired)]
    assert letters.examine(signed).genuine


def test_the_command_checks_a_file_without_the_database(
    letter: AuthorisationLetter, tmp_path: object
) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "letter.pdf"
    file.write_bytes(letters.pdf(letter))
    out = io.StringIO()
    call_command("check_letter", str(file), stdout=out)
    assert letter.number in out.getvalue()
    file.write_bytes(letters.pdf(letter).replace(b"%PDF-1.7", b"%PDF-1.6"))
    with pytest.raises(CommandError, match="changed after it was signed"):
        call_command("check_letter", str(file))


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


def test_the_partner_downloads_the_letter_while_it_counts(client: Client, deal: Registration) -> None:
    assert deal.owner is not None
    client.force_login(deal.owner)
    address = reverse("registration-letter", args=[deal.reference])
    assert address in client.get(reverse("registration-detail", args=[deal.reference])).text
    assert letters.examine(client.get(address).content).genuine
    lifecycle.withdraw(deal, by=deal.owner, at=make.AT + DAY)
    assert client.get(address).status_code == 404


def test_public_keys_are_published(client: Client) -> None:
    assert "BEGIN PUBLIC KEY" in client.get(reverse("letter-keys")).text


def test_the_letter_is_written_in_the_language_of_the_reader(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    from django.utils import translation

    with translation.override("ar"):
        assert letters.examine(letters.pdf(letter)).said == letter.said
