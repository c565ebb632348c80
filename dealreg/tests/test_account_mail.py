from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from dealreg.account_mail import written
from deals.tests import factories as make
from partners.models import User

HERE, LIBRARY = Path("templates"), Path(allauth.__file__).parent / "templates"
# Mails with a code in place of a link are never sent.
SENT = sorted(
    str(path.relative_to(LIBRARY)).removesuffix("_message.txt")
    for room in ("account", "mfa")
    for path in (LIBRARY / room / "email").glob("*_message.txt")
    if "_code_" not in path.name and not path.name.startswith("base_")
)
SAID = {
    "timestamp": datetime(2027, 3, 4, 8, 30, tzinfo=UTC), "ip": "192.0.2.7", "activate_url": "https://here.example/go",
    "apply_again_url": "https://here.example/again",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/143.0", "to_email": "new@here.example",
    "from_email": "old@here.example", "deleted_email": "old@here.example", "password_reset_url": "https://here.example/set",
}  # fmt: skip


class Down(BaseEmailBackend):
    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError


def letter(prefix: str, language: str = "en") -> EmailMultiAlternatives:
    with translation.override(language):
        return written(prefix, "somebody@here.example", SAID)


def sentences(message: EmailMultiAlternatives) -> set[str]:
    """The lines that have words, above the signature."""
    return {line for line in str(message.body).partition("--")[0].splitlines() if " " in line}


@pytest.mark.parametrize("prefix", SENT)
@pytest.mark.parametrize("part", ["subject", "message"])
def test_every_mail_of_the_library_is_worded_here(prefix: str, part: str) -> None:
    assert (HERE / f"{prefix}_{part}.txt").exists()


@pytest.mark.parametrize("prefix", SENT)
@pytest.mark.parametrize("language", ["zh-hans", "ar"])
def test_every_mail_about_an_account_is_translated(prefix: str, language: str) -> None:
    english, other = letter(prefix), letter(prefix, language)
    assert other.subject != english.subject
    assert sentences(english) & sentences(other) == set()


def test_a_mail_about_an_account_has_the_look_of_every_other() -> None:
    page = str(letter("account/email/password_reset_key", "ar").alternatives[0][0])
    assert 'dir="rtl"' in page
    assert 'class="button" href="https://here.example/set"' in page


def test_a_change_is_told_with_its_zone_and_by_what_it_was_made() -> None:
    body = str(letter("account/email/password_changed").body)
    assert "Thu 4 Mar 2027, 08:30 (UTC)" in body
    assert "Firefox on Windows" in body


@pytest.fixture
def reader(db: None) -> User:
    person = make.seller(language="zh-hans")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def ask(email: str) -> str:
    return Client(headers={"accept-language": "en"}).post(
        reverse("account_reset_password"), {"email": email}, follow=True
    ).text  # fmt: skip


def test_a_mail_is_in_the_language_of_its_reader_whatever_the_page_speaks(reader: User) -> None:
    ask(reader.email)
    assert mail.outbox[0].subject == "选择新密码"


def test_a_change_is_told_by_the_clock_of_the_portal(reader: User, settings: Settings) -> None:
    settings.DEMO_CLOCK_OFFSET = (
        datetime(2031, 3, 4, 8, 30, 30, tzinfo=UTC) - datetime.now(UTC)
    ).total_seconds()
    reader.set_password("the first of two words")
    reader.save()
    client = Client()
    client.force_login(reader)
    client.post(reverse("account_change_password"), {
        "oldpassword": "the first of two words", "password1": "the second of two", "password2": "the second of two",
    })  # fmt: skip
    assert "2031" in str(mail.outbox[0].body)


def test_who_asks_for_a_mail_hears_that_it_could_not_be_sent(reader: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    assert "The mail could not be sent just now." in ask(reader.email)


def test_an_address_that_opens_no_account_gets_the_same_answer_when_mail_is_down(
    reader: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    assert "The mail could not be sent just now." in ask("nobody@here.example")
