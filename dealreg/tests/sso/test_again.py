"""Confirming that it is you, for people who may have no password here."""

import time
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dealreg.sso.refusals import Refusal
from dealreg.tests.sso.stub import Stub
from dealreg.tests.sso.visits import come_back, leave, refusal_of, sign_in
from deals.tests import factories as make
from partners.models import User

pytestmark = pytest.mark.django_db
ENROL = "/accounts/2fa/totp/activate/"
AGAIN = f"/accounts/sso/again/?next={ENROL.replace('/', '%2F')}"
LONG_AGO = int(time.time()) - 3600


@pytest.fixture
def colleague(client: Client, stub: Stub, seller: User) -> User:
    """Signed in at the provider, which had asked for the password an hour ago; there is none here."""
    seller.set_unusable_password()
    seller.save()
    stub.claims = {"auth_time": LONG_AGO}
    sign_in(client, stub)
    return seller


def confirm(client: Client, stub: Stub, **claims: Any) -> Any:
    asked = leave(client, stub, again="1", next=ENROL)
    stub.claims = {"auth_time": int(time.time()), **claims}
    return come_back(client, code="one", state=asked["state"])


def test_who_came_by_an_old_sign_in_there_is_asked_to_confirm_there(client: Client, colleague: User) -> None:
    assert client.get(ENROL)["Location"] == AGAIN
    page = client.get(AGAIN)
    assert f'name="next" value="{ENROL}"' in page.text
    assert 'name="again"' in page.text


def test_who_has_just_proved_who_they_are_there_is_not_asked(
    client: Client, stub: Stub, seller: User
) -> None:
    sign_in(client, stub)
    assert client.get(ENROL).status_code == 200


def test_a_provider_that_does_not_say_when_is_asked(client: Client, stub: Stub, seller: User) -> None:
    stub.claims = {"auth_time": None}
    sign_in(client, stub)
    assert client.get(ENROL)["Location"] == AGAIN


def test_confirming_asks_the_provider_for_a_fresh_proof(client: Client, stub: Stub, colleague: User) -> None:
    asked = leave(client, stub, again="1")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


def test_confirming_leads_back_to_what_was_wanted(client: Client, stub: Stub, colleague: User) -> None:
    assert confirm(client, stub)["Location"] == ENROL
    assert client.get(ENROL).status_code == 200


@pytest.mark.parametrize("auth_time", [LONG_AGO, None, True, "now"], ids=["old", "none", "true", "words"])
def test_an_old_proof_confirms_nothing(
    auth_time: object, client: Client, stub: Stub, colleague: User
) -> None:
    assert refusal_of(confirm(client, stub, auth_time=auth_time)) is Refusal.UNTRUSTED
    assert client.get(ENROL)["Location"] == AGAIN


@pytest.mark.parametrize("known", [True, False])
def test_somebody_else_confirms_nothing(known: bool, client: Client, stub: Stub, colleague: User) -> None:
    if known:
        SocialAccount.objects.create(user=make.seller(), provider=stub.issuer, uid="another subject")
    answer = confirm(client, stub, sub="another subject")
    assert (refusal_of(answer), "That was somebody else" in answer.text) == (Refusal.OTHER, True)
    assert client.session["_auth_user_id"] == str(colleague.pk)
    assert client.get(ENROL)["Location"] == AGAIN


def test_a_confirmation_signs_nobody_in(client: Client, stub: Stub, colleague: User) -> None:
    asked = leave(client, stub, again="1")
    stub.claims = {"auth_time": int(time.time())}
    client.post(reverse("account_logout"))
    assert refusal_of(come_back(client, code="one", state=asked["state"])) is Refusal.STALE


def test_who_has_a_password_too_may_choose(client: Client, stub: Stub, seller: User) -> None:
    stub.claims = {"auth_time": LONG_AGO}
    sign_in(client, stub)
    page = client.get(client.get(ENROL)["Location"])
    assert page.request["PATH_INFO"] == reverse("sso-again")
    assert f"{reverse('account_reauthenticate')}?next=" in page.text


def test_without_the_settings_the_link_asks_nothing(
    client: Client, colleague: User, settings: Settings
) -> None:
    settings.OIDC = None
    assert client.get(ENROL).status_code == 200
    assert client.get(reverse("sso-again")).status_code == 404
