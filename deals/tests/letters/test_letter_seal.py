import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from deals import letters, signing
from deals.letters.sealing import SIGNED, seal
from deals.models import AuthorisationLetter

pytestmark = pytest.mark.django_db


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


def test_public_keys_are_published(client: Client) -> None:
    assert "BEGIN PUBLIC KEY" in client.get(reverse("letter-keys")).text
