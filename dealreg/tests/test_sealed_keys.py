"""Addresses of the portal and of its mails carry no plain key of the database, those of allauth included."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from dealreg.tests.passkeys import passkey
from dealreg.tests.somebody import routes_with_an_id
from deals.tests import factories as make
from partners import sealed
from partners.models import User
from partners.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    person = make.seller()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    cache.clear()
    return person


def signed_in(person: User) -> Client:
    """Signed in by password a moment ago, so that nothing is asked again."""
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def reset_link(person: User) -> str:
    Client().post(reverse("account_reset_password"), {"email": person.email})
    found = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def test_no_address_of_the_portal_takes_a_plain_key() -> None:
    assert [
        route for route in routes_with_an_id() if "<int:" in route and not route.startswith("admin/")
    ] == []


def test_the_link_to_a_new_password_names_the_person_by_the_sealed_key(person: User) -> None:
    assert reset_link(person).startswith(f"/accounts/password/reset/key/{sealed.key(person)}-")


def test_the_link_to_a_new_password_sets_it(person: User) -> None:
    client, new = Client(), "another long password"
    page: Any = client.get(reset_link(person), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)


def test_a_link_to_a_new_password_with_the_plain_key_opens_nothing(person: User) -> None:
    link = reset_link(person).replace(sealed.key(person), user_pk_to_url_str(person))
    answer = Client().get(link)
    assert answer.status_code == 200
    assert "password1" not in answer.text


def test_the_link_that_confirms_an_address_carries_no_key_of_its_row(person: User) -> None:
    signed_in(person).post(reverse("account_email"), {"action_add": "", "email": "new@example.com"})
    assert re.search(r"/accounts/confirm-email/[0-9a-z]{64}/", str(mail.outbox[-1].body))


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_a_passkey_is_there_under_its_sealed_key_alone(person: User, act: str) -> None:
    client = signed_in(person)
    mine = passkey(person)
    address = reverse(f"passkey-{act}", args=[mine.pk])
    assert f"/{sealed.key(mine)}/" in address
    assert client.get(address).status_code == 200
    assert client.get(f"/accounts/2fa/webauthn/keys/{mine.pk}/{act}/").status_code == 404


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_a_passkey_of_somebody_else_is_not_there(person: User, act: str) -> None:
    theirs = passkey(make.seller())
    assert signed_in(person).get(reverse(f"passkey-{act}", args=[theirs.pk])).status_code == 404
