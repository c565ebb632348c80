"""What a page says in short once something was done to an account, in the portal's words."""

from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from deals.tests import factories as make
from partners.tests.factories import PASSWORD

HERE, LIBRARY = Path("templates"), Path(allauth.__file__).parent / "templates"
# Nobody has a phone number or a code sent by mail here, and no account is tied to another by hand.
MET = sorted(
    str(path.relative_to(LIBRARY))
    for room in ("account", "mfa", "usersessions")
    for path in (LIBRARY / room / "messages").glob("*.txt")
    if not path.name.startswith(("phone_", "login_code_"))
)
SAID = {"email": "somebody@here.example", "user": SimpleNamespace(name="Nok Srisuk")}


def words(message: str, language: str) -> str:
    with translation.override(language):
        return render_to_string(message, SAID).strip()


@pytest.mark.parametrize("message", MET)
def test_every_message_of_the_library_is_worded_here(message: str) -> None:
    assert (HERE / message).exists()


@pytest.mark.parametrize("message", MET)
@pytest.mark.parametrize("language", ["zh-hans", "ar"])
def test_every_message_about_an_account_is_translated(message: str, language: str) -> None:
    assert words(message, language) != words(message, "en")


@pytest.mark.django_db
def test_who_signs_in_is_called_by_name_as_it_is_written() -> None:
    person = make.seller(name="Nok & Söhne")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    page = Client().post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["You are signed in as Nok & Söhne."]
