"""More than one factor at the identity provider counts as the portal's second."""

from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dealreg.tests.sso.stub import Stub
from dealreg.tests.sso.visits import leave, sign_in, signed_in
from deals.tests import factories as make
from partners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(stub: Stub) -> User:
    person = make.coordinator()
    stub.email = person.email
    return person


def desk(client: Client) -> Any:
    return client.get(reverse("admin:index"))


@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": "gold"}], ids=str)
def test_one_factor_there_leaves_the_portals_own_to_be_enrolled(
    claims: dict[str, Any], client: Client, stub: Stub, coordinator: User
) -> None:
    stub.claims = claims
    sign_in(client, stub)
    assert desk(client)["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("claims", [{"amr": ["pwd", "mfa"]}, {"acr": "gold"}], ids=str)
def test_several_factors_there_open_the_desk(
    claims: dict[str, Any], client: Client, stub: Stub, coordinator: User, settings: Settings
) -> None:
    settings.OIDC = replace(stub.terms, strong_acr=("gold",))
    stub.claims = claims
    sign_in(client, stub)
    assert desk(client).status_code == 200


def test_several_factors_there_are_not_followed_by_the_portals_own(
    client: Client, stub: Stub, coordinator: User
) -> None:
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    stub.claims = {"amr": ["mfa"]}
    sign_in(client, stub)
    assert signed_in(client)


def test_factors_of_one_session_open_no_other(client: Client, stub: Stub, coordinator: User) -> None:
    stub.claims = {"amr": ["mfa"]}
    sign_in(client, stub)
    client.post(reverse("account_logout"))
    stub.claims = {}
    sign_in(client, stub)
    assert desk(client)["Location"] == reverse("mfa_index")


def test_whoever_follows_another_in_a_browser_brings_their_own_factors(
    client: Client, stub: Stub, coordinator: User
) -> None:
    client.force_login(make.seller(), "dealreg.accounts.PortalBackend")
    stub.claims = {"amr": ["mfa"]}
    sign_in(client, stub)
    assert desk(client).status_code == 200


def test_the_strength_that_is_wanted_is_asked_for(client: Client, stub: Stub, settings: Settings) -> None:
    settings.OIDC = replace(stub.terms, strong_acr=("gold", "silver"))
    assert leave(client, stub)["acr_values"] == "gold silver"


def test_the_page_of_factors_says_that_nothing_is_needed(
    client: Client, stub: Stub, coordinator: User
) -> None:
    stub.claims = {"amr": ["mfa"]}
    sign_in(client, stub)
    page = client.get(reverse("mfa_index")).text
    assert "Example ID asked you for more than one factor" in page
    assert "opens once you have set up" not in page
